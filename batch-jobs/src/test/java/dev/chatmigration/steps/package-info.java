@NullMarked
package dev.chatmigration.steps;

import org.jspecify.annotations.NullMarked;
