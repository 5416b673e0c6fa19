package dev.chatmigration.jobs;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.NoRoom;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.maildispatch.MailDispatch;
import dev.chatmigration.maildispatch.WaitingMails;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.Night;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Starts a run of a job, or takes up the one that was cut off. A run belongs to a night and a feed; asked for again after
 * it completed, it runs anew as the next attempt.
 */
@Component
public class JobRuns {
    private static final Logger log = LoggerFactory.getLogger(JobRuns.class);

    private final JobOperator operator;
    private final JobRepository repository;
    private final Job nightlyJob;
    private final Job upgradeJob;
    private final RunLog runs;
    private final WaitingMails mails;
    private final Brakes brakes;
    private final JobLocks locks;
    private final GracefulStop graceful;
    private final Path dataFolder;
    private volatile @Nullable Act stoppedBy;

    JobRuns(
            JobOperator operator,
            JobRepository repository,
            @Qualifier("nightlyJob") Job nightlyJob,
            @Qualifier("upgradeJob") Job upgradeJob,
            RunLog runs,
            WaitingMails mails,
            Brakes brakes,
            JobLocks locks,
            GracefulStop graceful,
            MigrationSettings settings) {
        this.operator = operator;
        this.repository = repository;
        this.nightlyJob = nightlyJob;
        this.upgradeJob = upgradeJob;
        this.runs = runs;
        this.mails = mails;
        this.brakes = brakes;
        this.locks = locks;
        this.graceful = graceful;
        this.dataFolder = settings.dataDir();
    }

    /** A job that cannot start because another process runs it. */
    public static final class AlreadyRunning extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadyRunning(String sentence) {
            super(sentence);
        }
    }

    /**
     * Prepares every account.
     *
     * @param feed an existing directory
     */
    public Run nightly(Path feed, LocalDate night, Instant asOf) {
        return run(nightlyJob, nameOf(feed), night, asOf);
    }

    /** The latest nightly run of a night with a feed. */
    Optional<Run> latestNightly(Path feed, LocalDate night) {
        return runs.latestOf(nightlyJob.getName(), night, nameOf(feed));
    }

    private static String nameOf(Path feed) {
        return feed.toAbsolutePath().normalize().toString();
    }

    /** Upgrades the accounts whose slot has come. */
    public Run upgrade(Instant asOf) {
        return run(upgradeJob, null, LocalDate.ofInstant(asOf, ZoneOffset.UTC), asOf);
    }

    /**
     * Does something that must not write over what a night decides at the same time, nor be written over by it.
     *
     * @throws AlreadyRunning where a night runs
     */
    public <T> T betweenNights(Supplier<T> work) {
        String job = nightlyJob.getName();
        JobLocks.Held lock = locks.tryLock(job).orElseThrow(() -> alreadyRunning(job));
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    /** Whether an upgrade run would find anything to do; asked every few minutes, so that idle runs leave no trace. */
    boolean anythingDue(Instant now) {
        return runs.anythingDue(now) || mails.anyDue(now);
    }

    private Run run(Job job, @Nullable String feed, LocalDate night, Instant asOf) {
        JobLocks.Held lock = locks.tryLock(job.getName()).orElseThrow(() -> alreadyRunning(job.getName()));
        try {
            recoverCutOff(job);
            return execute(job, beginOrResume(job.getName(), feed, night, asOf), night, asOf);
        } finally {
            lock.close();
        }
    }

    private Run execute(Job job, Run run, LocalDate night, Instant asOf) {
        Outcome outcome = Outcome.FAILED;
        String problem;
        try {
            JobParameters parameters =
                    new Night(run.id(), night, asOf).toParameters(run.feed() == null ? "" : run.feed());
            makeStartable(job, parameters);
            JobExecution execution = operator.start(job, parameters);
            outcome = outcomeOf(execution.getStatus());
            problem = problemOf(execution);
        } catch (JobExecutionException e) {
            log.error("Job {} could not be started", job.getName(), e);
            problem = "The " + job.getName() + " job could not be started: " + e.getMessage();
        }
        if (outcome == Outcome.STOPPED) {
            Act act = stoppedBy;
            if (act != null) {
                runs.askedToStop(job.getName(), act);
            }
            problem = runs.find(run.id())
                    .map(Run::problem)
                    .orElse("The " + job.getName() + " job was asked to stop by a signal to its process.");
        }
        runs.end(run, outcome, problem, Clock.systemUTC().instant());
        return runs.find(run.id()).orElseThrow();
    }

    private AlreadyRunning alreadyRunning(String job) {
        String holder = locks.holder(job).map(name -> ": " + name).orElse("");
        String run = runs.latest(job)
                .map(latest -> " (run " + latest.id() + ", begun " + latest.startedAt() + ")")
                .orElse("");
        return new AlreadyRunning("Another process runs the " + job + " job on this database" + holder + run
                + "; wait for it to end, or stop it with ./migrate stop.");
    }

    /**
     * Asks every job that runs on this database, in whichever process, to end with the chunk at hand; the step sees it
     * at its next commit. Answers the names of the jobs asked.
     *
     * @param act who asks, and for what reason; the run keeps it
     */
    public List<String> stop(Act act) {
        List<String> asked = new ArrayList<>();
        for (Job job : List.of(nightlyJob, upgradeJob)) {
            if (locks.holder(job.getName()).isPresent()) {
                for (JobExecution execution : repository.findRunningJobExecutions(job.getName())) {
                    GracefulStop.mark(execution, repository);
                    asked.add(job.getName());
                }
                runs.askedToStop(job.getName(), act);
            }
        }
        return asked.stream().distinct().toList();
    }

    /**
     * Asks the jobs of this process to end with the chunk at hand; none begins any more.
     *
     * @param act who asks, and for what reason, which each stopped run keeps; null where a signal came from who knows whom
     */
    public void stopHere(@Nullable Act act) {
        stoppedBy = act;
        graceful.stopAll();
    }

    /** We hold the lock, so whatever still counts as running belongs to a process that is gone. */
    private void recoverCutOff(Job job) {
        for (JobExecution execution : repository.findRunningJobExecutions(job.getName())) {
            log.warn("Execution {} of job {} was cut off; it is taken up again", execution.getId(), job.getName());
            operator.recover(execution);
        }
    }

    /**
     * Puts right two things that Spring Batch refuses to start on. A process killed between the first two rows that it
     * writes of a run leaves an instance without executions; where the database went away and came back within a chunk,
     * the execution counts as unknown. Our steps may run again whatever they had done, so neither needs a person.
     */
    private void makeStartable(Job job, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(job.getName(), parameters);
        if (instance == null) {
            return;
        }
        JobExecution last = repository.getLastJobExecution(instance);
        if (last == null) {
            repository.deleteJobInstance(instance);
            return;
        }
        for (StepExecution step : last.getStepExecutions()) {
            if (step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            repository.update(last);
        }
    }

    /**
     * A night that was cut off goes on where it was. An upgrade run begins anew: what it does is due or not, and a step
     * of the old run that had ended would miss what has become due since.
     */
    private Run beginOrResume(String job, @Nullable String feed, LocalDate night, Instant asOf) {
        Optional<Run> latest = runs.latestOf(job, night, feed);
        if (latest.isPresent() && latest.get().outcome() != Outcome.COMPLETED) {
            Run cutOff = latest.get();
            if (hasCompleted(job, cutOff)) {
                runs.end(cutOff, Outcome.COMPLETED, null, Clock.systemUTC().instant());
            } else if (job.equals(MigrationJobs.NIGHTLY)) {
                runs.resume(cutOff, asOf);
                return cutOff;
            } else {
                runs.end(cutOff, Outcome.STOPPED, null, Clock.systemUTC().instant());
            }
        }
        int attempt = latest.map(Run::attempt).orElse(0) + 1;
        return runs.begin(job, feed, night, attempt, asOf, Clock.systemUTC().instant());
    }

    /** Whether the last step had ended, and only our own note of it is missing. */
    private boolean hasCompleted(String job, Run run) {
        JobExecution last = repository.getLastJobExecution(
                job, new Night(run.id(), run.night(), run.asOf()).toParameters(run.feed() == null ? "" : run.feed()));
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    private static Outcome outcomeOf(BatchStatus status) {
        return switch (status) {
            case COMPLETED -> Outcome.COMPLETED;
            case STOPPED, STOPPING -> Outcome.STOPPED;
            default -> Outcome.FAILED;
        };
    }

    private @Nullable String problemOf(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return whatWaits(execution);
        }
        for (StepExecution step : execution.getStepExecutions()) {
            List<Throwable> failures = step.getFailureExceptions();
            if (!failures.isEmpty()) {
                return "Step " + step.getStepName() + " could not be finished: " + sentence(failures.get(0));
            }
        }
        return "The " + execution.getJobInstance().getJobName() + " job ended "
                + execution.getStatus().name().toLowerCase(Locale.ROOT) + ".";
    }

    /** Why a run that did the rest left something undone, mails or what was too much; null where it did not. */
    private @Nullable String whatWaits(JobExecution execution) {
        List<String> sentences = new ArrayList<>();
        execution.getStepExecutions().stream()
                .flatMap(step -> MailDispatch.problem(step).stream())
                .findFirst()
                .ifPresent(sentences::add);
        for (String stopped : brakes.waiting()) {
            if (sentences.stream().noneMatch(each -> each.contains(stopped))) {
                sentences.add(stopped + ".");
            }
        }
        return sentences.isEmpty() ? null : String.join(" ", sentences);
    }

    private String sentence(Throwable failure) {
        return NoRoom.sentence(failure, dataFolder).orElseGet(() -> innermost(failure));
    }

    /** The innermost message: what wraps it names classes of ours, which help nobody on the console. */
    private static String innermost(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return text.lines().findFirst().orElse(text).strip() + (text.endsWith(".") ? "" : ".")
                + " Details are in the log.";
    }
}
