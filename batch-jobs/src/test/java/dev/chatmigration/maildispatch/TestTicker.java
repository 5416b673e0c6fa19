package dev.chatmigration.maildispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Time that passes only when it is waited for, in tests that ask for it. */
@Component
@Primary
@ConditionalOnProperty("test.ticker")
class TestTicker extends Ticker {
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    synchronized long nanos() {
        return nanos;
    }

    @Override
    synchronized void pause(Duration time) {
        pauses.add(time);
        nanos += time.toNanos();
    }

    /** All that was waited for in sum. */
    synchronized Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    synchronized void reset() {
        pauses.clear();
    }
}
