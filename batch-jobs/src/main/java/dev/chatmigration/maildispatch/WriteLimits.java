package dev.chatmigration.maildispatch;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what is written to a server that takes nothing for too long. The mail library gives each socket a thread for that,
 * and wakes it at each write to be told of a new limit; this is one thread for all sockets, and as it is to look after
 * something sooner anyway, a limit does not wake it.
 */
final class WriteLimits {
    private static final long SECONDS = 5;
    private static final ScheduledThreadPoolExecutor LIMITS = limits();
    private static final Future<?> SOONER = LIMITS.scheduleWithFixedDelay(() -> {}, SECONDS, SECONDS, TimeUnit.SECONDS);

    private WriteLimits() {}

    static ScheduledExecutorService executor() {
        if (SOONER.isDone()) {
            throw new IllegalStateException("Nobody looks after what is written any more");
        }
        return LIMITS;
    }

    private static ScheduledThreadPoolExecutor limits() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "mail-write-limits");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
