package dev.chatmigration.maildispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final Pace pace = new Pace(Duration.ofNanos(20), now::get);

    @Test
    void mailsAreCountedOverAPeriodAtLeast() {
        pace.ended(3);
        now.addAndGet(19);
        pace.ended(3);
        assertThat(pace.perPeriod()).isZero();

        now.addAndGet(1);
        pace.ended(2);
        assertThat(pace.perPeriod()).isEqualTo(8);
    }

    @Test
    void whatTookLongerCountsForLess() {
        now.addAndGet(100);
        pace.ended(50);
        assertThat(pace.perPeriod()).isEqualTo(10);
    }

    @Test
    void whereNothingEndsAnyMoreThePaceIsForgotten() {
        now.addAndGet(20);
        pace.ended(50);
        now.addAndGet(20);
        pace.ended(0);
        assertThat(pace.perPeriod()).isZero();
    }
}
