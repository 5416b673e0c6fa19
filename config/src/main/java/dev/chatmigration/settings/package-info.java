/** Settings: immutable, with defaults, refused at start where they make no sense. */
@NullMarked
package dev.chatmigration.settings;

import org.jspecify.annotations.NullMarked;
