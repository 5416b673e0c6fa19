package dev.chatmigration.cli;

import dev.chatmigration.steps.StepProgress;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows on the console how far each step is: at most one line a second, and one when the step ends. */
final class ConsoleProgress implements StepProgress {
    private static final long PAUSE = 1_000_000_000L;

    private final PrintWriter console;
    private String current = "";
    private long startedAt;
    private long shownAt;

    ConsoleProgress(PrintWriter console) {
        this.console = console;
    }

    @Override
    public synchronized void report(String step, long done, @Nullable Long total) {
        long now = System.nanoTime();
        begin(step, now);
        if (now - shownAt >= PAUSE) {
            shownAt = now;
            show(step, done, total, now);
        }
    }

    @Override
    public synchronized void ended(String step, long done) {
        long now = System.nanoTime();
        begin(step, now);
        if (done > 0) {
            show(step, done, done, now);
        }
        current = "";
    }

    private void begin(String step, long now) {
        if (!current.equals(step)) {
            current = step;
            startedAt = now;
            shownAt = now;
        }
    }

    private void show(String step, long done, @Nullable Long total, long now) {
        double seconds = Math.max(1, now - startedAt) / 1e9;
        console.printf(
                Locale.ROOT,
                "  %-24s %,10d%s   %,.0f/s%n",
                step,
                done,
                total == null ? "" : String.format(Locale.ROOT, " / %,d", total),
                done / seconds);
    }
}
