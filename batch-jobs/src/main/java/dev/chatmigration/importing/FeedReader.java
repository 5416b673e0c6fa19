package dev.chatmigration.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the files of one kind, one after the other, line by line. A file that cannot be read to its end yields what
 * came before and an end with a problem; the next file follows. The position is the file and the line last read, so
 * that a resumed step goes on behind it.
 *
 * @param <T> what an accepted record holds
 */
final class FeedReader<T> implements ItemStreamReader<FeedItem<T>> {
    /** Bounds the memory that one record may take. */
    static final int LONGEST_LINE = 16 * 1024 * 1024;

    private static final String FILE = "feed.file";
    private static final String LINE = "feed.line";
    private static final long WHOLE_FILE = Long.MAX_VALUE;

    private final Supplier<FeedFiles> feed;
    private final RecordParser<T> parser;

    private @Nullable FeedFiles files;
    private List<String> names = List.of();
    private int next;
    private @Nullable Lines lines;
    private String file = "";
    private long line;
    private long records;

    FeedReader(Supplier<FeedFiles> feed, RecordParser<T> parser) {
        this.feed = feed;
        this.parser = parser;
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        FeedFiles found = feed.get();
        try {
            names = found.names();
        } catch (IOException | UncheckedIOException e) {
            throw new ItemStreamException("The feed directory cannot be listed: " + found.directory(), e);
        }
        files = found;
        next = 0;
        file = context.getString(FILE, "");
        line = context.getLong(LINE, 0);
        while (next < names.size() && isBehindUs(names.get(next))) {
            next++;
        }
    }

    private boolean isBehindUs(String name) {
        int order = name.compareTo(file);
        return order < 0 || (order == 0 && line == WHOLE_FILE);
    }

    @Override
    public @Nullable FeedItem<T> read() {
        try {
            if (lines == null) {
                if (files == null || next == names.size()) {
                    return null;
                }
                lines = openNext(files);
            }
            if (lines.advance()) {
                records++;
                line = lines.number();
                return item(lines);
            }
            return endOfFile(null);
        } catch (IOException e) {
            return endOfFile(file + " could not be read beyond line " + (lines == null ? 0 : lines.number()) + ": "
                    + e.getClass().getSimpleName() + ", " + Found.visible(String.valueOf(e.getMessage()), 200) + ".");
        }
    }

    private Lines openNext(FeedFiles files) throws IOException {
        String name = names.get(next);
        long resumeBehind = name.equals(file) ? line : 0;
        file = name;
        records = 0;
        Lines opened = new Lines(files.open(name), LONGEST_LINE);
        try {
            while (opened.number() < resumeBehind && opened.advance()) {
                records++;
            }
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private FeedItem<T> item(Lines current) {
        if (current.isTooLong()) {
            return new FeedItem.Rejected<>(
                    file, line, null, null, "Expected a line of at most " + LONGEST_LINE + " bytes, but found more.");
        }
        return parser.parse(file, line, current.bytes(), current.start(), current.end());
    }

    private FeedItem<T> endOfFile(@Nullable String problem) {
        closeFile();
        next++;
        line = WHOLE_FILE;
        return new FeedItem.EndOfFile<>(file, records, problem);
    }

    @Override
    public void update(ExecutionContext context) {
        context.putString(FILE, file);
        context.putLong(LINE, line);
    }

    @Override
    public void close() {
        closeFile();
        names = List.of();
        next = 0;
    }

    private void closeFile() {
        try {
            if (lines != null) {
                lines.close();
            }
        } catch (IOException e) {
            // It was only read; nothing is lost.
        }
        lines = null;
    }
}
