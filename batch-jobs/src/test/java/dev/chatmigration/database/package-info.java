@NullMarked
package dev.chatmigration.database;

import org.jspecify.annotations.NullMarked;
