package dev.chatmigration.domain.scheduling;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Who chooses first where slots are scarce: whoever asked first, and of two who asked at once the lower id. */
public final class ServingOrder {
    private ServingOrder() {}

    /**
     * The order of things that stand for accounts.
     *
     * @param requestedAt when the account asked
     */
    public static <T> Comparator<T> by(Function<? super T, Instant> requestedAt, ToLongFunction<? super T> accountId) {
        return Comparator.<T, Instant>comparing(requestedAt).thenComparingLong(accountId);
    }
}
