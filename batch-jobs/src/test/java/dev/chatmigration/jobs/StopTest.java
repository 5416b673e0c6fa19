package dev.chatmigration.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatmigration.database.ScratchSchema;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import dev.chatmigration.jobs.JobRuns.AlreadyRunning;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.steps.StepProgress;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.GenericApplicationContext;

/** Two processes and one database: who is refused, and how one of them ends the other's job. */
class StopTest {
    private static final Instant NIGHT = Instant.parse("2026-12-01T01:00:00Z");
    /** More than the first chunk of each partition. */
    private static final int ACCOUNTS = 24;

    private static final Act ANN = new Act(NIGHT, "Ann", "maintenance");

    @TempDir
    private Path directory;

    private TestFeed feed() {
        TestFeed feed = new TestFeed(directory);
        LongStream.rangeClosed(1, ACCOUNTS).forEach(feed::account);
        return feed;
    }

    private TestMigration start(Map<String, String> database, Runnable once) {
        return start(database, "agent-merge", once);
    }

    /** An application with the smallest chunks; what is given happens once, behind the first chunk of the step. */
    private TestMigration start(Map<String, String> database, String step, Runnable once) {
        return TestMigration.on(
                database,
                context -> ((GenericApplicationContext) context)
                        .registerBean(
                                StepProgress.class, () -> new AtFirstChunk(step, once), bean -> bean.setPrimary(true)),
                "migration.data-dir=" + directory.resolve("data"),
                "migration.chunk-size=1");
    }

    private static final class AtFirstChunk implements StepProgress {
        private final String name;
        private final Runnable once;
        private final AtomicBoolean done = new AtomicBoolean();

        AtFirstChunk(String name, Runnable once) {
            this.name = name;
            this.once = once;
        }

        @Override
        public void report(String step, long count, @Nullable Long total) {
            if (step.equals(name) && done.compareAndSet(false, true)) {
                // On a thread of its own, as another process would: the chunk's transaction is open on this one.
                CompletableFuture.runAsync(once).join();
            }
        }

        @Override
        public void ended(String step, long count) {}
    }

    private Run nightly(TestMigration migration) {
        return migration.bean(JobRuns.class).nightly(feed().write(), LocalDate.parse("2026-12-01"), NIGHT);
    }

    private static long decided(TestMigration migration) {
        return migration
                .sql()
                .sql("SELECT COUNT(*) FROM agent_decision")
                .query(Long.class)
                .single();
    }

    private static List<String> audit(TestMigration migration) {
        return migration
                .sql()
                .sql("SELECT run_id || ' ' || done_by || ' ' || what || ' ' || subject || ' ' || reason FROM audit")
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aJobThatIsStoppedEndsWithItsChunkAndTheSameCommandGoesOnWithIt(TestDatabase which) {
        List<JobRuns> here = new ArrayList<>();
        try (TestMigration migration = start(which.create(), () -> here.get(0).stop(ANN))) {
            here.add(migration.bean(JobRuns.class));

            Run stopped = nightly(migration);

            assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(stopped.problem()).isEqualTo("Stopped by Ann: maintenance.");
            assertThat(decided(migration)).isPositive().isLessThan(ACCOUNTS);
            assertThat(audit(migration)).containsExactly(stopped.id() + " Ann STOPPED nightly maintenance");
            Run resumed = nightly(migration);
            assertThat(resumed.id()).isEqualTo(stopped.id());
            assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(resumed.problem()).isNull();
            assertThat(decided(migration)).isEqualTo(ACCOUNTS);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whereSlotsAreGivenAChunkIsTenTimesAsLargeAndStoppingEndsWithItToo(TestDatabase which) {
        TestFeed asking = new TestFeed(directory);
        LongStream.rangeClosed(1, 12).forEach(id -> asking.account(id).asked("2026-11-20T10:00:00Z"));
        List<JobRuns> here = new ArrayList<>();
        try (TestMigration migration =
                start(which.create(), "scheduling", () -> here.get(0).stop(ANN))) {
            JobRuns jobs = migration.bean(JobRuns.class);
            here.add(jobs);
            Path written = asking.write();

            assertThat(jobs.nightly(written, LocalDate.parse("2026-12-01"), NIGHT)
                            .outcome())
                    .isEqualTo(Outcome.STOPPED);
            assertThat(scheduled(migration)).isEqualTo(10);
            assertThat(jobs.nightly(written, LocalDate.parse("2026-12-01"), NIGHT)
                            .outcome())
                    .isEqualTo(Outcome.COMPLETED);
            assertThat(scheduled(migration)).isEqualTo(12);
        }
    }

    private static long scheduled(TestMigration migration) {
        return migration
                .sql()
                .sql("SELECT COUNT(*) FROM account_migration WHERE state = 'SCHEDULED'")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aJobWhoseProcessGetsASignalEndsWithItsChunkAndSaysSo(TestDatabase which) {
        Map<String, String> database = which.create();
        List<JobRuns> here = new ArrayList<>();
        try (TestMigration migration = start(database, () -> here.get(0).stopHere(null));
                TestMigration next = start(database, () -> {})) {
            here.add(migration.bean(JobRuns.class));

            Run stopped = nightly(migration);

            assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(stopped.problem()).isEqualTo("The nightly job was asked to stop by a signal to its process.");
            assertThat(decided(migration)).isPositive().isLessThan(ACCOUNTS);
            assertThat(nightly(next).outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aProcessThatIsAskedToStopBetweenTwoJobsBeginsNoOther(TestDatabase which) {
        Map<String, String> database = which.create();
        try (TestMigration migration = start(database, () -> {});
                TestMigration next = start(database, () -> {})) {
            migration.bean(JobRuns.class).stopHere(ANN);

            Run stopped = nightly(migration);

            assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(stopped.problem()).isEqualTo("Stopped by Ann: maintenance.");
            assertThat(migration
                            .sql()
                            .sql("SELECT COUNT(*) FROM account")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(audit(migration)).containsExactly(stopped.id() + " Ann STOPPED nightly maintenance");
            assertThat(nightly(next).outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whereNothingRunsNothingIsStopped(TestDatabase which) {
        try (TestMigration migration = start(which.create(), () -> {})) {
            assertThat(migration.bean(JobRuns.class).stop(ANN)).isEmpty();
        }
    }

    @Test
    void aSecondNightlyIsToldWhoHoldsTheLockAndMayStopItAndUpgradeBesideIt() {
        Map<String, String> database = TestDatabase.POSTGRESQL.create();
        List<TestMigration> second = new ArrayList<>();
        try (TestMigration other = start(database, () -> {});
                TestMigration migration = start(database, () -> {
                    JobRuns jobs = second.get(0).bean(JobRuns.class);
                    assertThatExceptionOfType(AlreadyRunning.class)
                            .isThrownBy(() -> nightly(second.get(0)))
                            .withMessageContaining("Another process runs the nightly job on this database: process "
                                    + ProcessHandle.current().pid() + " of " + System.getProperty("user.name"))
                            .withMessageContaining("database user postgres from 127.0.0.1, since 20");
                    assertThat(jobs.upgrade(NIGHT).outcome()).isEqualTo(Outcome.COMPLETED);
                    assertThat(jobs.stop(ANN)).containsExactly("nightly");
                })) {
            second.add(other);

            Run stopped = nightly(migration);

            assertThat(stopped.problem()).isEqualTo("Stopped by Ann: maintenance.");
            assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(nightly(other).outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void aDryRunWorksOnItsCopyBesideANightThatKeepsASecondOneOut() throws SQLException {
        Map<String, String> database = TestDatabase.POSTGRESQL.create();
        try (TestMigration real = start(database, () -> {});
                TestMigration second = start(database, () -> {});
                ScratchSchema copy = ScratchSchema.copyOf(real.bean(DataSource.class))) {
            Map<String, String> scratch = new HashMap<>(database);
            scratch.put("spring.datasource.hikari.schema", copy.name());
            List<Run> meanwhile = new ArrayList<>();
            try (TestMigration dry = start(scratch, () -> meanwhile.add(nightly(second)))) {
                real.bean(JobRuns.class).betweenNights(() -> {
                    assertThatExceptionOfType(AlreadyRunning.class).isThrownBy(() -> nightly(second));
                    assertThat(dry.bean(JobRuns.class).upgrade(NIGHT).outcome()).isEqualTo(Outcome.COMPLETED);
                    assertThat(dry.bean(JobRuns.class).betweenNights(() -> "on the copy"))
                            .isEqualTo("on the copy");
                    return null;
                });

                Run planned = nightly(dry);

                assertThat(planned.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(meanwhile).singleElement().extracting(Run::outcome).isEqualTo(Outcome.COMPLETED);
                assertThat(decided(dry)).isEqualTo(ACCOUNTS);
            }
        }
    }
}
