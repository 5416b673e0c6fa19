/**
 * The import: from the files of a feed directory to the legacy tables.
 *
 * <p>{@link dev.chatmigration.importing.FeedCheck} compares the directory with its manifest before anything is stored.
 * Then one step per kind of file reads line by line ({@code FeedReader}), checks each record on its own
 * ({@code AccountCheck} and its siblings, pure functions) and stores a chunk with a few set-based statements
 * ({@code RecordWriter}, with the SQL of each kind in {@code AccountTable} and its siblings). What is refused becomes a
 * row of {@link dev.chatmigration.importing.Rejects}; what was read is counted, file by file, in
 * {@link dev.chatmigration.importing.ImportTotals}, in the transaction that stores the records, so that a resumed run
 * counts nothing twice.
 *
 * <p>Other packages read the result through {@link dev.chatmigration.importing.LegacyAccounts} and
 * {@link dev.chatmigration.importing.AccountEvents}. Pages of customers' sites are not kept: widget detection reads them
 * itself through {@link dev.chatmigration.importing.PageFeed}, by the same rules.
 */
@NullMarked
package dev.chatmigration.importing;

import org.jspecify.annotations.NullMarked;
