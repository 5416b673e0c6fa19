package dev.chatmigration.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
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
    private static final long WHOLE_FILE = FeedItem.EndOfFile.LINE;

    /** Bytes read and not yet asked for, and one line more. */
    private static final int AHEAD = 2 * 1024 * 1024;

    /** Few, since a line may name a file that is a large page. */
    private static final int LINES_AHEAD = 40;

    private final Supplier<FeedFiles> feed;
    private final RecordParser<T> parser;

    private final Queue<FeedItem<T>> ahead = new ArrayDeque<>();
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
        if (ahead.isEmpty()) {
            readAhead();
        }
        FeedItem<T> item = ahead.poll();
        if (item != null) {
            file = item.file();
            line = item.line();
        }
        return item;
    }

    /** Lines come one after the other; what they hold is found out on all cores. */
    private void readAhead() {
        if (files == null || next == names.size()) {
            return;
        }
        String name = names.get(next);
        List<Supplier<FeedItem<T>>> read = new ArrayList<>();
        boolean ended = false;
        String problem = null;
        try {
            if (lines == null) {
                lines = open(files, name);
            }
            for (int bytes = 0; !ended && bytes < AHEAD && read.size() < LINES_AHEAD; ) {
                if (lines.advance()) {
                    records++;
                    read.add(item(name, lines));
                    bytes += lines.end() - lines.start();
                } else {
                    ended = true;
                }
            }
        } catch (IOException e) {
            ended = true;
            problem = name + " could not be read beyond line " + (lines == null ? 0 : lines.number()) + ": "
                    + e.getClass().getSimpleName() + ", " + Found.visible(String.valueOf(e.getMessage()), 200) + ".";
        }
        ahead.addAll(read.parallelStream().map(Supplier::get).toList());
        if (ended) {
            ahead.add(new FeedItem.EndOfFile<>(name, records, problem));
            closeFile();
            next++;
        }
    }

    private Lines open(FeedFiles from, String name) throws IOException {
        long resumeBehind = name.equals(file) ? line : 0;
        records = 0;
        Lines opened = new Lines(from.open(name), LONGEST_LINE);
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

    /** What the current line holds, to be found out when the next ones are read already. */
    private Supplier<FeedItem<T>> item(String name, Lines current) {
        long number = current.number();
        if (current.isTooLong()) {
            return () -> new FeedItem.Rejected<>(
                    name, number, null, null, "Expected a line of at most " + LONGEST_LINE + " bytes, but found more.");
        }
        byte[] bytes = Arrays.copyOfRange(current.bytes(), current.start(), current.end());
        return () -> parser.parse(name, number, bytes, 0, bytes.length);
    }

    @Override
    public void update(ExecutionContext context) {
        context.putString(FILE, file);
        context.putLong(LINE, line);
    }

    @Override
    public void close() {
        closeFile();
        ahead.clear();
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
