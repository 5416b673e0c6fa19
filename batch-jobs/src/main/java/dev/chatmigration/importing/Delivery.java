package dev.chatmigration.importing;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;

/**
 * One feed as it is brought to us.
 *
 * @param night the business date
 * @param asOf what counts as the present
 * @param run the run that imports it; a resumed run keeps its number
 */
record Delivery(Path feed, LocalDate night, Instant asOf, long run) {
    static Delivery of(JobParameters parameters) {
        return new Delivery(
                Path.of(given("feed", parameters.getString("feed"))),
                given("night", parameters.getLocalDate("night")),
                Instant.parse(given("asOf", parameters.getString("asOf"))),
                given("run", parameters.getLong("run")));
    }

    private static <V> V given(String name, @Nullable V value) {
        if (value == null) {
            throw new IllegalArgumentException("The import needs the job parameter " + name);
        }
        return value;
    }
}
