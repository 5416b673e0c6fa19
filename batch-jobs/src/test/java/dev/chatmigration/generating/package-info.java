@NullMarked
package dev.chatmigration.generating;

import org.jspecify.annotations.NullMarked;
