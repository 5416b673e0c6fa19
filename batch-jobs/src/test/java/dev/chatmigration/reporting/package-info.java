@NullMarked
package dev.chatmigration.reporting;

import org.jspecify.annotations.NullMarked;
