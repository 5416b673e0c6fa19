/** What people and other programs read: the export, the report of a run, the status. */
@NullMarked
package dev.chatmigration.reporting;

import org.jspecify.annotations.NullMarked;
