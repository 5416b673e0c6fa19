@NullMarked
package dev.chatmigration.csv;

import org.jspecify.annotations.NullMarked;
