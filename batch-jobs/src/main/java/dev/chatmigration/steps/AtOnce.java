package dev.chatmigration.steps;

import dev.chatmigration.database.Product;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.stereotype.Component;

/**
 * Small work that waits for the database in turn with its own. On PostgreSQL several have their turn at once, each on a
 * connection of its own; H2 works in our own process, and there they follow one another.
 */
@Component
public class AtOnce {
    /** Bounded by the connections that may be open at the same time. */
    static final int CONNECTIONS = Math.min(4, Math.max(2, Runtime.getRuntime().availableProcessors()));

    private final int threads;

    AtOnce(DataSource source) {
        this.threads = Product.isPostgresql(source) ? CONNECTIONS : 1;
    }

    /**
     * Does the work for each, in no particular order, as part of the caller's step; returns when all is done. Where it
     * throws for one of them, those not yet begun are left, and that is thrown here.
     */
    public <T> void each(List<T> things, Consumer<T> work) {
        StepContext step = StepSynchronizationManager.getContext();
        Queue<T> left = new ConcurrentLinkedQueue<>(things);
        List<CompletableFuture<Void>> beside = Stream.generate(() ->
                        CompletableFuture.runAsync(() -> asPartOf(step, () -> workOff(left, work))))
                .limit(Math.max(0, Math.min(threads, things.size()) - 1))
                .toList();
        try {
            workOff(left, work);
        } finally {
            beside.forEach(AtOnce::awaitEnd);
        }
        beside.forEach(AtOnce::rethrow);
    }

    private static <T> void workOff(Queue<T> left, Consumer<T> work) {
        try {
            for (T next = left.poll(); next != null; next = left.poll()) {
                work.accept(next);
            }
        } finally {
            left.clear();
        }
    }

    private static void asPartOf(@Nullable StepContext step, Runnable work) {
        if (step == null) {
            work.run();
            return;
        }
        StepSynchronizationManager.register(step.getStepExecution());
        try {
            work.run();
        } finally {
            StepSynchronizationManager.close();
        }
    }

    private static void awaitEnd(CompletableFuture<Void> work) {
        work.exceptionally(failure -> null).join();
    }

    private static void rethrow(CompletableFuture<Void> ended) {
        try {
            ended.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
