@NullMarked
package dev.chatmigration.mail;

import org.jspecify.annotations.NullMarked;
