package dev.chatmigration.importing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Has the next of something read on a thread of its own while the one before is at work. No more than that one waits,
 * and its thread ends with it. For use by one thread; the source is asked by one thread at a time, and by none once this
 * is closed.
 *
 * @param <T> what is read
 */
final class ReadAhead<T> implements AutoCloseable {
    private final Source<T> source;
    private @Nullable CompletableFuture<T> next;

    /** Where it is read from. */
    interface Source<T> extends AutoCloseable {
        T next();

        @Override
        void close();
    }

    ReadAhead(Source<T> source) {
        this.source = source;
    }

    /** The next one, in the order of the source; throws what the source threw, at the place where it did. */
    T next() {
        CompletableFuture<T> due = next == null ? begin() : next;
        next = due;
        T read;
        try {
            read = due.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
        next = begin();
        return read;
    }

    private CompletableFuture<T> begin() {
        return CompletableFuture.supplyAsync(source::next, task -> new Thread(task, "read-ahead").start());
    }

    /** Waits for what is being read, and closes the source. */
    @Override
    public void close() {
        if (next != null) {
            next.handle((read, failure) -> read).join();
        }
        next = null;
        source.close();
    }
}
