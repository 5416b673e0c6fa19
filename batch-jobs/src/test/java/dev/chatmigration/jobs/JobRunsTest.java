package dev.chatmigration.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.jobs.JobRuns.AlreadyRunning;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.steps.Night;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;

/** How a run begins, is taken up again, and is refused. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class JobRunsTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String ASKED = "2026-11-20T10:00:00Z";

    private final TestDatabase database;
    private final MigrationBench bench;
    private final TestFeed feed;
    private final Path directory;

    JobRunsTest(TestDatabase database, @TempDir Path directory) {
        this.database = database;
        this.directory = directory;
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
        feed.account(1).asked(ASKED);
        feed.linkedAccount(2).asked(ASKED).withMissingAddress();
    }

    @Test
    void aRunTellsWhatItWasAskedToDoAndHowItEnded() {
        Run run = bench.nightly(feed, NIGHT);

        assertThat(run.job()).isEqualTo("nightly");
        assertThat(run.feed()).isEqualTo(directory.toString());
        assertThat(run.night()).isEqualTo(LocalDate.parse("2026-12-01"));
        assertThat(run.asOf()).isEqualTo(NIGHT);
        assertThat(run.attempt()).isEqualTo(1);
        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.problem()).isNull();
        assertThat(run.endedAt()).isNotNull();
    }

    @Test
    void aCompletedNightAskedForAgainIsTheNextAttemptAndChangesNothing() {
        bench.nightly(feed, NIGHT);
        Map<String, List<String>> before = bench.everything();

        Run again = bench.nightly(feed, NIGHT);

        assertThat(again.attempt()).isEqualTo(2);
        assertThat(bench.everything()).isEqualTo(before);
        assertThat(bench.sql()
                        .sql(
                                "SELECT SUM(records_read), SUM(stored), SUM(unchanged) FROM import_file WHERE run_id = :run")
                        .param("run", again.id())
                        .query((row, number) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .single())
                .isEqualTo(List.of(5L, 0L, 5L));
    }

    @Test
    void aFailedNightIsTakenUpAsTheSameRunOnceItsCauseIsGone() {
        feed.write();
        feed.manifest(false);
        Run failed = bench.tryNightly(feed, NIGHT);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.problem()).contains("accounts.ndjson should have 3 lines, but has 2.");
        assertThat(bench.count("account")).isZero();

        feed.manifest(true);
        Run resumed = bench.nightly(feed, "2026-12-01T04:00:00Z");

        assertThat(resumed.id()).isEqualTo(failed.id());
        assertThat(resumed.attempt()).isEqualTo(1);
        assertThat(resumed.asOf()).isEqualTo("2026-12-01T04:00:00Z");
        assertThat(resumed.problem()).isNull();
        assertThat(bench.count("account")).isEqualTo(2);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.nightly(feed, NIGHT).attempt()).isEqualTo(2);
    }

    @Test
    void aNightThatKeepsFailingStaysOneRun() {
        feed.write();
        feed.manifest(false);

        Run first = bench.tryNightly(feed, NIGHT);
        Run second = bench.tryNightly(feed, NIGHT);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(bench.count("run")).isEqualTo(1);
    }

    @Test
    void aNightThatFailedDoesNotKeepTheNextOneFromRunning() {
        feed.write();
        feed.manifest(false);
        Run failed = bench.tryNightly(feed, NIGHT);
        feed.manifest(true);

        Run next = bench.nightly(feed, "2026-12-02T01:00:00Z");

        assertThat(next.id()).isNotEqualTo(failed.id());
        assertThat(next.attempt()).isEqualTo(1);
    }

    @Test
    void anotherFeedOfTheSameNightIsARunOfItsOwn() throws Exception {
        Run one = bench.nightly(feed, NIGHT);

        Run other = bench.nightly(new TestFeed(Files.createDirectory(directory.resolve("other"))), NIGHT);

        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(other.attempt()).isEqualTo(1);
    }

    @Test
    void aNightThatFailedLateGoesOnWithTheStepThatFailed() {
        Run failed = failInScheduling();
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.problem()).startsWith("Step scheduling could not be finished");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.REGISTERED);
        long imports = executionsOf("agent-merge");
        long schedulings = executionsOf("scheduling");
        letSchedulingPass();

        Run resumed = bench.nightly(feed, NIGHT);

        assertThat(resumed.id()).isEqualTo(failed.id());
        assertThat(executionsOf("agent-merge")).isEqualTo(imports);
        assertThat(executionsOf("scheduling")).isEqualTo(schedulings + 1);
        assertThat(bench.history(1))
                .containsExactly("ASKED REGISTERED REQUESTED batch", "SLOT_SET REQUESTED SCHEDULED batch");
        assertThat(bench.mails(1)).hasSize(1);
        assertThat(bench.bookedSlots()).isEqualTo(bench.promisedSlots());
    }

    @Test
    void aNightThatWasKilledIsTakenUpAndEndsAsIfItHadNotBeen() {
        Run killed = failInScheduling();
        leaveAsIfKilled(killed);
        letSchedulingPass();

        Run resumed = bench.nightly(feed, NIGHT);

        assertThat(resumed.id()).isEqualTo(killed.id());
        assertThat(bench.sql()
                        .sql("SELECT COUNT(*) FROM batch_job_execution WHERE end_time IS NULL")
                        .query(Long.class)
                        .single())
                .isZero();
        Map<String, List<String>> afterKill = bench.everything();
        bench.empty();
        bench.nightly(feed, NIGHT);
        Map<String, List<String>> withoutKill = bench.everything();
        assertThat(List.of("account_migration", "due_notice", "finding", "slot_use"))
                .allSatisfy(table -> assertThat(withoutRunNumbers(afterKill, table))
                        .isNotEmpty()
                        .isEqualTo(withoutRunNumbers(withoutKill, table)));
        assertThat(afterKill.get("outbox")).hasSameSizeAs(withoutKill.get("outbox"));
    }

    @Test
    void aNightKilledBeforeItsFirstStepIsTakenUpAndFinished() {
        Run begun = begun();

        assertThat(bench.nightly(feed, NIGHT).id()).isEqualTo(begun.id());
    }

    @Test
    void aNightKilledBetweenTheFirstTwoRowsOfSpringBatchIsTakenUpAndFinished() {
        Run begun = begun();
        bench.bean(JobRepository.class).createJobInstance("nightly", parameters(begun));

        assertThat(bench.nightly(feed, NIGHT).id()).isEqualTo(begun.id());
    }

    @Test
    void aNightWhoseEndTheDatabaseDidNotTakeIsTakenUpAndFinished() {
        Run cutOff = failInScheduling();
        assertThat(bench.sql()
                        .sql("UPDATE batch_step_execution SET status = 'UNKNOWN' WHERE status = 'FAILED'")
                        .update())
                .isPositive();
        assertThat(bench.sql().sql("""
                        UPDATE batch_job_execution SET status = 'UNKNOWN'
                         WHERE job_execution_id = (SELECT MAX(job_execution_id) FROM batch_job_execution)
                        """).update()).isEqualTo(1);
        letSchedulingPass();

        assertThat(bench.nightly(feed, NIGHT).id()).isEqualTo(cutOff.id());
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);
    }

    @Test
    void twoNightliesAtOnceAreRefusedAndTheUpgradeRunsBesideThem() throws Exception {
        try (AutoCloseable held = holdElsewhere("nightly")) {
            assertThat(held).isNotNull();
            assertThatExceptionOfType(AlreadyRunning.class)
                    .isThrownBy(() -> bench.nightly(feed, NIGHT))
                    .withMessageContaining("Another process runs the nightly job on this database");
            assertThat(bench.upgrade(NIGHT).outcome()).isEqualTo(Outcome.COMPLETED);
        }

        assertThat(bench.nightly(feed, NIGHT).attempt()).isEqualTo(1);
    }

    @Test
    void anUpgradeIsDueForAMailOfUnknownFateOnceItIsToBeSentAgainAndForNoOther() {
        bench.nightly(feed, NIGHT);
        assertThat(isDueForTheMail("status = 'UNKNOWN', kind = 'SET_PASSWORD'")).isTrue();
        assertThat(isDueForTheMail("next_attempt_at = next_attempt_at + INTERVAL '1' SECOND"))
                .isFalse();
        assertThat(isDueForTheMail("resent = TRUE")).isFalse();
        assertThat(isDueForTheMail("withdrawn_at = created_at, resent = FALSE")).isFalse();
        assertThat(isDueForTheMail("withdrawn_at = NULL, kind = 'SCHEDULED'")).isFalse();
        assertThat(isDueForTheMail("kind = 'USE_SSO'")).isTrue();
        assertThat(isDueForTheMail("status = 'SENT'")).isFalse();
        assertThat(isDueForTheMail("status = 'SENDING'")).isTrue();
        assertThat(isDueForTheMail("status = 'PENDING'")).isTrue();
    }

    // At each look every mail is due just now, unless that is what is changed.
    private boolean isDueForTheMail(String change) {
        Instant repeat = Instant.parse("2026-12-01T12:15:00Z");
        bench.sql()
                .sql("UPDATE outbox SET next_attempt_at = :at")
                .param("at", repeat.atOffset(ZoneOffset.UTC))
                .update();
        bench.sql().sql("UPDATE outbox SET " + change).update();
        return bench.bean(JobRuns.class).anythingDue(repeat);
    }

    private Run begun() {
        return bench.bean(RunLog.class)
                .begin(
                        "nightly",
                        directory.toString(),
                        LocalDate.parse("2026-12-01"),
                        1,
                        Instant.parse(NIGHT),
                        Instant.parse(NIGHT));
    }

    private static JobParameters parameters(Run run) {
        return new Night(run.id(), run.night(), run.asOf()).toParameters(String.valueOf(run.feed()));
    }

    /** The table in which slots are counted is away, which is no account's fault. */
    private Run failInScheduling() {
        bench.sql().sql("ALTER TABLE slot_use RENAME TO slot_use_away").update();
        return bench.tryNightly(feed, NIGHT);
    }

    private void letSchedulingPass() {
        bench.sql().sql("ALTER TABLE slot_use_away RENAME TO slot_use").update();
    }

    private long executionsOf(String step) {
        return bench.sql()
                .sql("SELECT COUNT(*) FROM batch_step_execution WHERE step_name = :step")
                .param("step", step)
                .query(Long.class)
                .single();
    }

    private static List<String> withoutRunNumbers(Map<String, List<String>> tables, String table) {
        return tables.getOrDefault(table, List.of()).stream()
                .map(row -> row.replaceAll("since_run=[0-9]+", ""))
                .toList();
    }

    /** As a process that was killed leaves them: still running, without an end. */
    private void leaveAsIfKilled(Run run) {
        bench.sql().sql("""
                        UPDATE batch_step_execution SET status = 'STARTED', exit_code = 'EXECUTING', end_time = NULL
                         WHERE status = 'FAILED'
                           AND job_execution_id = (SELECT MAX(job_execution_id) FROM batch_job_execution)
                        """).update();
        assertThat(bench.sql().sql("""
                        UPDATE batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL
                         WHERE job_execution_id = (SELECT MAX(job_execution_id) FROM batch_job_execution)
                        """).update()).isEqualTo(1);
        bench.sql()
                .sql("UPDATE run SET outcome = 'RUNNING', ended_at = NULL, problem = NULL WHERE run_id = :run")
                .param("run", run.id())
                .update();
    }

    /** On PostgreSQL another session, as another process would have it; an H2 database has one process. */
    private AutoCloseable holdElsewhere(String job) throws Exception {
        if (database == TestDatabase.H2) {
            return bench.bean(JobLocks.class).tryLock(job).orElseThrow();
        }
        Connection other = bench.bean(DataSource.class).getConnection();
        try (var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('public chat-migration " + job + "'))");
        }
        return () -> {
            try (other;
                    var statement = other.createStatement()) {
                statement.execute("SELECT pg_advisory_unlock_all()");
            }
        };
    }
}
