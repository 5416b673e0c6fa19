@NullMarked
package dev.chatmigration.readiness;

import org.jspecify.annotations.NullMarked;
