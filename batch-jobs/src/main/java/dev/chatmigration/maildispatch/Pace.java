package dev.chatmigration.maildispatch;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How fast mails end, as lately measured. Not for several threads. */
final class Pace {
    private final long period;
    private final LongSupplier nanos;
    private long begin;
    private int ended;
    private int perPeriod;

    /** @param nanos the time that passes, in nanoseconds since some moment */
    Pace(Duration period, LongSupplier nanos) {
        this.period = period.toNanos();
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /** Counts mails that have ended since the last time. */
    void ended(int mails) {
        ended += mails;
        long passed = nanos.getAsLong() - begin;
        if (passed >= period) {
            perPeriod = (int) (ended * period / passed);
            begin += passed;
            ended = 0;
        }
    }

    /** How many end in a period; none before one is over. */
    int perPeriod() {
        return perPeriod;
    }
}
