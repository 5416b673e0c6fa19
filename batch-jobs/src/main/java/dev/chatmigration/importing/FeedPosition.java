package dev.chatmigration.importing;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * How far a step is in the files of one kind, so that a resumed one goes on behind it.
 *
 * @param file the file last read from; before the first one, empty
 * @param line the line last read there; {@link FeedItem.EndOfFile#LINE} where the file is through
 */
record FeedPosition(String file, long line) {
    private static final String FILE = "feed.file";
    private static final String LINE = "feed.line";

    static FeedPosition in(ExecutionContext context) {
        return new FeedPosition(context.getString(FILE, ""), context.getLong(LINE, 0));
    }

    static FeedPosition of(FeedItem<?> item) {
        return new FeedPosition(item.file(), item.line());
    }

    void save(ExecutionContext context) {
        context.putString(FILE, file);
        context.putLong(LINE, line);
    }

    /** Whether nothing of a file is left to be read. */
    boolean isBehind(String name) {
        int order = name.compareTo(file);
        return order < 0 || (order == 0 && line == FeedItem.EndOfFile.LINE);
    }

    /** The last line of a file that is not to be read again; 0 where all are to be. */
    long lineIn(String name) {
        return name.equals(file) ? line : 0;
    }
}
