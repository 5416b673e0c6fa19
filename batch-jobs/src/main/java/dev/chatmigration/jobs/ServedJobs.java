package dev.chatmigration.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.chatmigration.jobs.JobRuns.AlreadyRunning;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.settings.MigrationSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Both jobs on their schedules. What runs next is kept in the database, so that of several servers only one runs a job,
 * and a night missed while nothing ran is made up for at once.
 */
@Component
public class ServedJobs {
    private static final Logger log = LoggerFactory.getLogger(ServedJobs.class);

    private final JobRuns jobs;
    private final DataSource dataSource;
    private final MigrationSettings settings;

    ServedJobs(JobRuns jobs, DataSource dataSource, MigrationSettings settings) {
        this.jobs = jobs;
        this.dataSource = dataSource;
        this.settings = settings;
    }

    /**
     * Starts both schedules; they run until the scheduler is stopped.
     *
     * @param feed looked at anew each night; a night without it is skipped and said so
     * @param told gets one line about each run
     */
    public Scheduler start(Path feed, Consumer<String> told) {
        RecurringTask<Void> nightly = Tasks.recurring(
                        MigrationJobs.NIGHTLY, Schedules.daily(ZoneOffset.UTC, settings.nightlyAt()))
                .execute((instance, context) -> nightly(feed, told));
        RecurringTask<Void> upgrade = Tasks.recurring(
                        MigrationJobs.UPGRADE, Schedules.fixedDelay(settings.upgradeEvery()))
                .execute((instance, context) -> upgrade(told));
        Scheduler scheduler = Scheduler.create(dataSource)
                .startTasks(List.of(nightly, upgrade))
                .threads(2)
                .pollingInterval(Duration.ofSeconds(5))
                .shutdownMaxWait(Duration.ofSeconds(25))
                .build();
        scheduler.start();
        return scheduler;
    }

    private void nightly(Path feed, Consumer<String> told) {
        Instant now = Clock.systemUTC().instant();
        if (!Files.isDirectory(feed)) {
            told.accept(now + " nightly: the feed directory " + feed + " does not exist; the night is left out.");
            return;
        }
        tell(told, () -> jobs.nightly(feed, LocalDate.ofInstant(now, ZoneOffset.UTC), now));
    }

    private void upgrade(Consumer<String> told) {
        Instant now = Clock.systemUTC().instant();
        if (jobs.anythingDue(now)) {
            tell(told, () -> jobs.upgrade(now));
        }
    }

    private static void tell(Consumer<String> told, Supplier<Run> job) {
        try {
            Run run = job.get();
            told.accept(run.asOf() + " " + run.job() + " run " + run.id() + ": " + run.outcome()
                    + (run.problem() == null ? "" : ". " + run.problem()));
        } catch (AlreadyRunning elsewhere) {
            log.info("{}", elsewhere.getMessage());
        }
    }
}
