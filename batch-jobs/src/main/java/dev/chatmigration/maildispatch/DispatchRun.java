package dev.chatmigration.maildispatch;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** One execution of the step: its time, and what keeps it from sending. */
@Component
@StepScope
class DispatchRun {
    private final Instant now;
    private @Nullable String note;
    private @Nullable String stop;

    DispatchRun(@Value("#{jobParameters['asOf']}") String asOf) {
        this.now = Instant.parse(asOf);
    }

    Instant now() {
        return now;
    }

    /** No further mail is tried in this run. */
    void stop(String problem) {
        stop = problem;
    }

    /** Some mails wait, the others go on; the first such problem stands for all. */
    void note(String problem) {
        if (note == null) {
            note = problem;
        }
    }

    boolean isStopped() {
        return stop != null;
    }

    Optional<String> problem() {
        String problems = Stream.of(note, stop).flatMap(Stream::ofNullable).collect(Collectors.joining(" "));
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }
}
