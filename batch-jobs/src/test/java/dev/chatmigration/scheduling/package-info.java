@NullMarked
package dev.chatmigration.scheduling;

import org.jspecify.annotations.NullMarked;
