@NullMarked
package dev.chatmigration.notification;

import org.jspecify.annotations.NullMarked;
