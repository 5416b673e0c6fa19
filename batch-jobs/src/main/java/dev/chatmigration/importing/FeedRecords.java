package dev.chatmigration.importing;

import dev.chatmigration.steps.AllCores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemStreamException;

/**
 * The records in the files of one kind, one file after the other, a batch of lines at a time. A file that cannot be read
 * to its end yields what came before and an end with a problem; the next file follows.
 *
 * @param <T> what an accepted record holds
 */
final class FeedRecords<T> implements ReadAhead.Source<List<FeedItem<T>>> {
    /** Bounds the memory that one record may take. */
    static final int LONGEST_LINE = 16 * 1024 * 1024;

    /** Bytes of a batch, and one line more. */
    private static final int BATCH = 2 * 1024 * 1024;

    /** What a record takes in memory, however short its line is. */
    private static final int LINES = 2_000;

    private final FeedFiles files;
    private final RecordParser<T> parser;
    private final FeedPosition begin;
    private final List<String> names;
    private int next;
    private @Nullable Lines lines;
    private long records;

    /**
     * Begins behind a position.
     *
     * @throws ItemStreamException if the directory cannot be listed
     */
    FeedRecords(FeedFiles files, RecordParser<T> parser, FeedPosition begin) {
        this.files = files;
        this.parser = parser;
        this.begin = begin;
        try {
            names = files.names();
        } catch (IOException | UncheckedIOException e) {
            throw new ItemStreamException("The feed directory cannot be listed: " + files.directory(), e);
        }
        while (next < names.size() && begin.isBehind(names.get(next))) {
            next++;
        }
    }

    /**
     * The next records in their order, of one file; at the end, none. Lines come one after the other; what they hold is
     * found out on all cores.
     */
    @Override
    public List<FeedItem<T>> next() {
        if (next == names.size()) {
            return List.of();
        }
        String name = names.get(next);
        List<Supplier<FeedItem<T>>> read = new ArrayList<>();
        boolean ended = false;
        String problem = null;
        try {
            if (lines == null) {
                lines = open(name);
            }
            for (int bytes = 0; !ended && bytes < BATCH && read.size() < LINES; ) {
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
        List<FeedItem<T>> items = AllCores.each(read, Supplier::get);
        if (ended) {
            items.add(new FeedItem.EndOfFile<>(name, records, problem));
            close();
            next++;
        }
        return items;
    }

    private Lines open(String name) throws IOException {
        long resumeBehind = begin.lineIn(name);
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
    public void close() {
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
