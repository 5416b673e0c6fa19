@NullMarked
package dev.chatmigration.settings;

import org.jspecify.annotations.NullMarked;
