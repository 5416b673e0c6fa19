/**
 * What every topic needs of the database: statements over many rows, the same on H2 and PostgreSQL, and what holds for
 * the database as a whole.
 */
@NullMarked
package dev.chatmigration.database;

import org.jspecify.annotations.NullMarked;
