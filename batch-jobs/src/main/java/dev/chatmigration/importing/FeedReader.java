package dev.chatmigration.importing;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the files of one kind, record by record, and the next batch of them in the background. The position is that of
 * the record last handed out, however far ahead was read.
 *
 * @param <T> what an accepted record holds
 */
final class FeedReader<T> implements ItemStreamReader<FeedItem<T>> {
    private final Supplier<FeedFiles> feed;
    private final RecordParser<T> parser;

    private final Queue<FeedItem<T>> batch = new ArrayDeque<>();
    private FeedPosition position = FeedPosition.in(new ExecutionContext());
    private @Nullable ReadAhead<List<FeedItem<T>>> ahead;

    FeedReader(Supplier<FeedFiles> feed, RecordParser<T> parser) {
        this.feed = feed;
        this.parser = parser;
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        position = FeedPosition.in(context);
        ahead = new ReadAhead<>(new FeedRecords<>(feed.get(), parser, position));
    }

    @Override
    public @Nullable FeedItem<T> read() {
        if (batch.isEmpty() && ahead != null) {
            batch.addAll(ahead.next());
        }
        FeedItem<T> item = batch.poll();
        if (item != null) {
            position = FeedPosition.of(item);
        }
        return item;
    }

    @Override
    public void update(ExecutionContext context) {
        position.save(context);
    }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
        ahead = null;
        batch.clear();
    }
}
