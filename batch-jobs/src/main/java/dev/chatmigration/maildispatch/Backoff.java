package dev.chatmigration.maildispatch;

import java.time.Duration;
import java.util.List;

/** How long a mail waits before it is tried again. */
final class Backoff {
    /** Long enough for a server that was slow to have delivered what it took. */
    static final Duration AFTER_UNKNOWN = Duration.ofMinutes(15);

    private static final List<Duration> FIRST = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofMinutes(60));
    private static final Duration THEN = Duration.ofHours(2);

    private Backoff() {}

    /** @param attempts how many there were, at least one */
    static Duration after(int attempts) {
        return attempts <= FIRST.size() ? FIRST.get(attempts - 1) : THEN;
    }
}
