package dev.chatmigration.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What work takes, in time that this thread spent computing: other programs on the machine do not count. */
public final class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TIMES_LARGER = 4;
    private static final int RUNS = 3;

    private CpuTime() {}

    /** The outcome of work that takes no longer than this. */
    public static <T> T within(Duration most, Supplier<T> work) {
        long before = THREADS.getCurrentThreadCpuTime();
        T outcome = work.get();
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before)).isLessThan(most);
        return outcome;
    }

    /**
     * Fails where input four times as large takes nearly sixteen times as long, as comparing every pair would. Of
     * several runs the shortest counts, so that a collection of garbage or code not yet compiled changes nothing.
     *
     * @param work makes the work on an input of that size; making it does not count
     */
    public static void growsWithTheSizeAndNotItsSquare(int size, IntFunction<Runnable> work) {
        long small = shortest(work.apply(size / TIMES_LARGER));
        long large = shortest(work.apply(size));
        assertThat(large)
                .as("nanoseconds for %d, with %d for %d", size, small, size / TIMES_LARGER)
                .isLessThan(small * TIMES_LARGER * TIMES_LARGER * 2 / 3);
    }

    private static long shortest(Runnable work) {
        long shortest = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = THREADS.getCurrentThreadCpuTime();
            work.run();
            shortest = Math.min(shortest, THREADS.getCurrentThreadCpuTime() - before);
        }
        return shortest;
    }
}
