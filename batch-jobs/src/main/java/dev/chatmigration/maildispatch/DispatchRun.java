package dev.chatmigration.maildispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** One execution of the step: its time, what waits in it, and what keeps it from sending. */
@Component
@StepScope
class DispatchRun {
    /** More than that stay in the database for the next run, so that memory does not grow with the outbox. */
    private static final int ASIDE = 10_000;

    private final Instant asOf;
    private final Ticker ticker;
    private final long start;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private List<String> aside = new ArrayList<>();
    private boolean lastRound;
    private boolean ended;
    private @Nullable String stop;

    DispatchRun(@Value("#{jobParameters['asOf']}") String asOf, Ticker ticker) {
        this.asOf = Instant.parse(asOf);
        this.ticker = ticker;
        this.start = ticker.nanos();
    }

    /** When the run began: what is due then is sent. */
    Instant asOf() {
        return asOf;
    }

    /** How long it has been going on. */
    Duration elapsed() {
        return Duration.ofNanos(ticker.nanos() - start);
    }

    /** What counts as now, for a server that takes its time. */
    Instant now() {
        return asOf.plus(elapsed());
    }

    void pause(Duration time) {
        try {
            ticker.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("The run was interrupted; the next one sends what waits.");
        }
    }

    /** Keeps a mail for the end of the run; false where there is no room. */
    boolean putAside(String messageId) {
        return aside.size() < ASIDE && aside.add(messageId);
    }

    /** All that was put aside; from now on a mail waits for its turn instead. */
    List<String> takeAside() {
        lastRound = true;
        List<String> taken = aside;
        aside = new ArrayList<>();
        return taken;
    }

    /** Whether nothing is left but what was put aside. */
    boolean isLastRound() {
        return lastRound;
    }

    /** No further mail is tried in this run. */
    void stop(String problem) {
        if (stop == null) {
            stop = problem;
        }
    }

    /** No further mail is claimed in this run, and that is no problem. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended && stop == null;
    }

    /** Some mails wait, the others go on; of a matter only the first sentence is kept. */
    void note(String matter, String problem) {
        notes.putIfAbsent(matter, problem);
    }

    boolean isStopped() {
        return ended || stop != null;
    }

    Optional<String> problem() {
        String problems =
                Stream.concat(notes.values().stream(), Stream.ofNullable(stop)).collect(Collectors.joining(" "));
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }
}
