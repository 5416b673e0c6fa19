package dev.chatmigration.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/**
 * What a signal to end (SIGTERM, Ctrl-C) does while a command works: the job ends with the chunk at hand, the command
 * prints its summary, and the process ends with the command's own status.
 */
final class Termination {
    /** Below the time after which supervisors kill. */
    private static final int SECONDS = 28;

    private static final CompletableFuture<Integer> STATUS = new CompletableFuture<>();

    private Termination() {}

    /** Asks for an orderly end when the signal comes. */
    static Thread on(Runnable askToStop) {
        Thread hook = new Thread(() -> {
            try {
                askToStop.run();
            } catch (RuntimeException e) {
                // It has just ended by itself, or the database is away; either way the command notices.
                LoggerFactory.getLogger(Termination.class).warn("The job could not be asked to stop", e);
            }
            try {
                Runtime.getRuntime().halt(STATUS.get(SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                Runtime.getRuntime().halt(ExitCode.UNFINISHED);
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    /** The command is through and will not be asked any more. */
    static void over(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException onTheWayOut) {
            // The signal has come; the hook waits for the status.
        }
    }

    /** The status with which the process is about to end. */
    static void ended(int status) {
        STATUS.complete(status);
    }
}
