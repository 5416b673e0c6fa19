@NullMarked
package dev.chatmigration;

import org.jspecify.annotations.NullMarked;
