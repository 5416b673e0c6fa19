package dev.chatmigration.importing;

import org.jspecify.annotations.Nullable;

/**
 * What became of the records of one file.
 *
 * @param file the file's name in the feed directory
 * @param read records met, blank lines not counted
 * @param stored inserted or replaced
 * @param unchanged known with the same content
 * @param rejected refused as a whole
 * @param problem why the file could not be read to its end; null where it was
 */
public record FileTotals(
        String file,
        long read,
        long stored,
        long unchanged,
        long rejected,
        @Nullable String problem) {
    /** Whether every record is accounted for. */
    public boolean addUp() {
        return read == stored + unchanged + rejected;
    }
}
