@NullMarked
package dev.chatmigration.cli;

import org.jspecify.annotations.NullMarked;
