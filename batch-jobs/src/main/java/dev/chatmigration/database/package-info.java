/** Writing and looking up many rows with one statement, the same on H2 and PostgreSQL. */
@NullMarked
package dev.chatmigration.database;

import org.jspecify.annotations.NullMarked;
