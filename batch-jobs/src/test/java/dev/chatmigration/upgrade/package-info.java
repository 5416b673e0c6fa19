@NullMarked
package dev.chatmigration.upgrade;

import org.jspecify.annotations.NullMarked;
