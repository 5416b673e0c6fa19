@NullMarked
package dev.chatmigration.testing;

import org.jspecify.annotations.NullMarked;
