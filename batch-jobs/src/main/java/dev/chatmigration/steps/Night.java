package dev.chatmigration.steps;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * What a run is asked to do, as every step sees it: rules take the time from here and never from a clock.
 *
 * @param run the row in table {@code run}; a resumed run keeps it
 * @param date the business date
 * @param asOf the instant that counts as now, to the microsecond: H2 rounds to it, and what a run writes would only be due in
 *     the next one
 */
public record Night(long run, LocalDate date, Instant asOf) {
    /** Names of the job parameters. */
    public static final String RUN = "run";

    public static final String FEED = "feed";
    public static final String NIGHT = "night";
    public static final String AS_OF = "asOf";

    /** Passes over what the clock shows beyond microseconds. */
    public Night {
        asOf = asOf.truncatedTo(ChronoUnit.MICROS);
    }

    public static Night of(JobParameters parameters) {
        return new Night(
                Objects.requireNonNull(parameters.getLong(RUN), "job parameter run"),
                Objects.requireNonNull(parameters.getLocalDate(NIGHT), "job parameter night"),
                Instant.parse(Objects.requireNonNull(parameters.getString(AS_OF), "job parameter asOf")));
    }

    /** Only the run identifies a job instance, so that the same run may be resumed at a later time. */
    public JobParameters toParameters(String feed) {
        return new JobParametersBuilder()
                .addLong(RUN, run)
                .addString(FEED, feed, false)
                .addLocalDate(NIGHT, date, false)
                .addString(AS_OF, asOf.toString(), false)
                .toJobParameters();
    }
}
