@NullMarked
package dev.chatmigration.importing;

import org.jspecify.annotations.NullMarked;
