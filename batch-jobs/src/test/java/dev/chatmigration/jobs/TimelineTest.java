package dev.chatmigration.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The clock jumps from event to event. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init")
class TimelineTest {
    private static final Instant START = Instant.parse("2026-12-01T01:00:00Z");
    /** Midnight in Paris: the first full hour after a notice of one day. */
    private static final Instant SLOT = Instant.parse("2026-12-01T23:00:00Z");

    /** The account's administrator is told of the slot. */
    private static final Instant MORNING = Instant.parse("2026-12-01T07:00:00Z");

    /** Eight hours before the owner's setup link expires. */
    private static final Instant REMINDER = Instant.parse("2026-12-02T15:00:00Z");

    private static final Instant THIRD_NIGHT = Instant.parse("2026-12-03T01:00:00Z");

    private static MigrationBench bench;

    private final TestFeed feed;
    private final List<String> announced = new ArrayList<>();

    TimelineTest(TestDatabase database, @TempDir Path directory) {
        bench.empty();
        feed = new TestFeed(directory);
        feed.account(1).asked("2026-11-20T10:00:00Z");
    }

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase database) {
        bench = MigrationBench.with(database, "migration.minimum-notice=1");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        bench.close();
    }

    @Test
    void nightsAndSlotsHappenInTheOrderOfTime() {
        List<Run> runs = until(START, THIRD_NIGHT);

        assertThat(announced)
                .containsExactly(
                        "Night 2026-12-01",
                        "Slots and notices due at 2026-12-01T07:00:00Z",
                        "Slots and notices due at 2026-12-01T23:00:00Z",
                        "Night 2026-12-02",
                        "Slots and notices due at 2026-12-02T15:00:00Z",
                        "Night 2026-12-03");
        assertThat(runs)
                .extracting(Run::job, Run::asOf)
                .containsExactly(
                        tuple("nightly", START),
                        tuple("upgrade", START),
                        tuple("upgrade", MORNING),
                        tuple("upgrade", SLOT),
                        tuple("nightly", Instant.parse("2026-12-02T01:00:00Z")),
                        tuple("upgrade", Instant.parse("2026-12-02T01:00:00Z")),
                        tuple("upgrade", REMINDER),
                        tuple("nightly", THIRD_NIGHT),
                        tuple("upgrade", THIRD_NIGHT));
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.sql()
                        .sql("SELECT happened_at FROM audit WHERE what = 'DONE'")
                        .query((row, number) ->
                                row.getObject(1, OffsetDateTime.class).toInstant())
                        .single())
                .isEqualTo(SLOT);
    }

    @Test
    void anEventAtTheLastInstantHappensAndOneBehindItDoesNot() {
        until(START, SLOT.minusMillis(1));
        assertThat(announced).containsExactly("Night 2026-12-01", "Slots and notices due at 2026-12-01T07:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.SCHEDULED);

        announced.clear();
        until(START, SLOT);
        assertThat(announced)
                .containsExactly("Going on from 2026-12-01T07:00:00Z", "Slots and notices due at 2026-12-01T23:00:00Z");
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
    }

    @Test
    void theFirstNightIsThatOfTheFirstInstantWhateverTheHour() {
        until(Instant.parse("2026-12-01T15:30:00Z"), Instant.parse("2026-12-02T01:00:00Z"));

        assertThat(announced)
                .containsExactly(
                        "Night 2026-12-01", "Slots and notices due at 2026-12-01T23:00:00Z", "Night 2026-12-02");
        assertThat(bench.bean(RunLog.class).latest("nightly").orElseThrow().asOf())
                .isEqualTo("2026-12-02T01:00:00Z");
    }

    @Test
    void aStretchThatIsThroughChangesNothingMore() {
        until(START, THIRD_NIGHT);
        var before = bench.everything();
        announced.clear();

        until(START, THIRD_NIGHT);

        assertThat(announced).containsExactly("Going on from 2026-12-03T01:00:00Z");
        assertThat(bench.everything()).isEqualTo(before);
    }

    @Test
    void aLongerStretchGoesOnWhereTheShorterOneEnded() {
        until(START, Instant.parse("2026-12-02T01:00:00Z"));
        announced.clear();

        until(START, THIRD_NIGHT);

        assertThat(announced)
                .containsExactly(
                        "Going on from 2026-12-02T01:00:00Z",
                        "Slots and notices due at 2026-12-02T15:00:00Z",
                        "Night 2026-12-03");
    }

    @Test
    void anUpgradeThatWasCutOffHappensAtItsOwnTimeBeforeTheClockGoesOn() {
        until(START, SLOT.minusMillis(1));
        bench.bean(RunLog.class)
                .begin("upgrade", null, LocalDate.of(2026, 12, 1), 3, SLOT, Instant.parse("2026-12-01T23:00:00Z"));
        announced.clear();

        until(START, THIRD_NIGHT);

        assertThat(announced)
                .containsExactly(
                        "Going on from 2026-12-01T23:00:00Z",
                        "Night 2026-12-02",
                        "Slots and notices due at 2026-12-02T15:00:00Z",
                        "Night 2026-12-03");
        assertThat(bench.sql()
                        .sql("SELECT upgraded_at FROM account_upgrade")
                        .query((row, number) ->
                                row.getObject(1, OffsetDateTime.class).toInstant())
                        .single())
                .isEqualTo(SLOT);
    }

    @Test
    void aNightThatFailsEndsTheStretch() {
        feed.write();
        feed.manifest(false);

        List<Run> runs = until(START, THIRD_NIGHT);

        assertThat(runs).singleElement().extracting(Run::outcome).isEqualTo(Outcome.FAILED);
        assertThat(announced).containsExactly("Night 2026-12-01");
    }

    @Test
    void onceIsTheNightlyJobAndThenTheUpgradeJob() {
        assertThat(bench.bean(Timeline.class).once(feed.write(), START))
                .extracting(Run::job, Run::asOf, Run::outcome)
                .containsExactly(
                        tuple("nightly", START, Outcome.COMPLETED), tuple("upgrade", START, Outcome.COMPLETED));
    }

    private List<Run> until(Instant from, Instant end) {
        return bench.bean(Timeline.class).until(feed.write(), from, end, announced::add);
    }
}
