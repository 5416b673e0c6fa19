package dev.chatmigration.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.jobs.Timeline;
import dev.chatmigration.reporting.Report;
import dev.chatmigration.reporting.Reports;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that is about to do far more than the days before asks first. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SizeBrakeTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NOON = "2026-12-01T12:00:00Z";
    private static final Instant FIRST = Instant.parse("2026-12-01T21:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-12-02T03:00:00Z");
    private static final String FIRST_SLOT = "2026-12-01T22:00";
    private static final String SECOND_SLOT = "2026-12-02T04:00";

    private final MigrationBench bench;
    private final TestFeed feed;

    SizeBrakeTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
    }

    @Test
    void farMoreAccountsThanOnAnyDayBeforeAreNotBegunUntilPeopleLetThemGo() {
        oneIsUpgradedAndThenHaveSlots(30, 60);

        Run stopped = bench.upgrade(SECOND);

        assertThat(upgraded()).isEqualTo(1);
        assertThat(bench.bean(Brakes.class).all()).singleElement().satisfies(brake -> {
            assertThat(brake.name()).isEqualTo("upgrades");
            assertThat(brake.setBy()).isEqualTo("batch");
            assertThat(brake.setAt()).isEqualTo(SECOND);
            assertThat(brake.reason())
                    .isEqualTo("2026-12-02 would see 30 accounts upgraded (0 of them done), and none of the 14 days"
                            + " before saw more than 1. Nothing more of it is begun. If it is right, let it go on:"
                            + " ./migrate release --all upgrades --by WHO --reason WHY");
        });
        assertThat(stopped.problem()).startsWith("2026-12-02 would see 30 accounts upgraded");
        assertThat(bench.bean(Reports.class).report(null, new Reports.Before(stopped.id() - 1, 0)))
                .satisfies(report -> assertThat(report.newMatters().notes()).hasSize(1))
                .extracting(Report::stopped)
                .satisfies(shown -> assertThat(shown).singleElement().asString().startsWith("upgrades stopped by"));

        Run again = bench.upgrade(SECOND.plus(Duration.ofMinutes(5)));
        assertThat(upgraded()).isEqualTo(1);
        assertThat(again.problem()).isEqualTo(stopped.problem());

        bench.bean(Brakes.class).release(Brakes.UPGRADES, "Ann", "looked at", SECOND);
        Run goesOn = bench.upgrade(SECOND.plus(Duration.ofMinutes(10)));
        assertThat(upgraded()).isEqualTo(31);
        assertThat(goesOn.problem()).isNull();
        assertThat(bench.bean(Brakes.class).all()).isEmpty();
    }

    @Test
    void whatPeopleLetGoHoldsForOneDayOnly() {
        oneIsUpgradedAndThenHaveSlots(30, 61);
        bench.upgrade(SECOND);
        bench.bean(Brakes.class).release(Brakes.UPGRADES, "Ann", "looked at", SECOND);
        bench.upgrade(SECOND);
        assertThat(upgraded()).isEqualTo(31);
        // As if that day lay further back than is looked.
        bench.sql()
                .sql("UPDATE account_upgrade SET upgraded_at = upgraded_at - INTERVAL '30' DAY WHERE account_id > 1")
                .update();
        bench.nightly(feed, "2026-12-02T12:00:00Z");
        LongStream.rangeClosed(32, 61).forEach(id -> bench.schedule(id, "2026-12-02T12:00:00Z", "2026-12-03T04:00"));

        Run stopped = bench.upgrade(SECOND.plus(Duration.ofDays(1)));

        assertThat(upgraded()).isEqualTo(31);
        assertThat(stopped.problem()).startsWith("2026-12-03 would see 30 accounts upgraded (0 of them done)");
    }

    @Test
    void aDayCutOffAndBegunAgainIsNotCountedTwice() {
        oneIsUpgradedAndThenHaveSlots(30, 60);
        bench.upgrade(SECOND);
        bench.bean(Brakes.class).release(Brakes.UPGRADES, "Ann", "looked at", SECOND);
        LongStream.rangeClosed(2, 11)
                .forEach(id -> bench.act(id, "2026-12-02T03:01:00Z", (verbs, account, act) -> verbs.hold(id, act)));
        bench.upgrade(SECOND.plus(Duration.ofMinutes(5)));
        LongStream.rangeClosed(2, 11)
                .forEach(id ->
                        bench.act(id, "2026-12-02T03:06:00Z", (verbs, account, act) -> verbs.release(account, act)));

        bench.upgrade(SECOND.plus(Duration.ofMinutes(10)));

        assertThat(upgraded()).isEqualTo(31);
    }

    @Test
    void neitherFewAccountsNorTheUsualNumberNorAFirstDayOfSomeOfThemAsks() {
        oneIsUpgradedAndThenHaveSlots(25, 60);
        bench.upgrade(SECOND);
        assertThat(upgraded()).isEqualTo(26);

        bench.empty();
        bench.nightly(feed, NIGHT);
        LongStream.rangeClosed(1, 30).forEach(id -> bench.schedule(id, NOON, FIRST_SLOT));
        bench.upgrade(FIRST);
        assertThat(upgraded()).isEqualTo(30);
    }

    @Test
    void aFirstDayOfMoreThanHalfOfAllAccountsAsks() {
        LongStream.rangeClosed(1, 40).forEach(feed::account);
        bench.nightly(feed, NIGHT);
        LongStream.rangeClosed(1, 30).forEach(id -> bench.schedule(id, NOON, FIRST_SLOT));

        assertThat(bench.upgrade(FIRST).problem())
                .startsWith(
                        "2026-12-01 would see 30 accounts upgraded (0 of them done), which is more than 50 % of 40,");
        assertThat(upgraded()).isZero();
    }

    @Test
    void farMoreAgentsCreatedThanOnAnyDayBeforeAsk() {
        withAgents(2, 300);
        withAgents(3, 300);
        oneIsUpgradedAndThenHaveSlots(1, 3);

        assertThat(bench.upgrade(SECOND).problem())
                .startsWith("2026-12-02 would see 301 agents created (0 of them done), and none of the 14 days before"
                        + " saw more than 1.");
        assertThat(upgraded()).isEqualTo(1);

        bench.bean(Brakes.class).release(Brakes.UPGRADES, "Ann", "looked at", SECOND);
        bench.upgrade(SECOND);
        assertThat(upgraded()).isEqualTo(2);
        assertThat(bench.count("agent")).isEqualTo(302);
    }

    @Test
    void farMoreMailsThanOnAnyDayBeforeWaitUntilPeopleLetThemGo() {
        oneIsUpgradedAndThenHaveSlots(1, 2);
        long sent = sent();
        assertThat(sent).isPositive();
        bench.upgrade(SECOND);
        long before = sent();
        owe(501 - (before - sent));

        Run stopped = bench.upgrade("2026-12-02T12:00:00Z");

        assertThat(sent()).isEqualTo(before);
        assertThat(stopped.problem())
                .startsWith("2026-12-02 would see 501 mails sent (" + (before - sent)
                        + " of them done), and none of the" + " 14 days before saw more than " + sent + ".")
                .contains("./migrate release --all mails --by WHO --reason WHY");

        bench.bean(Brakes.class).release(Brakes.MAILS, "Ann", "looked at", SECOND);
        assertThat(bench.upgrade("2026-12-02T12:05:00Z").problem()).isNull();
        assertThat(sent()).isEqualTo(sent + 501);
    }

    @Test
    void asManyMailsAsAreNeverAskedAboutLeave() {
        oneIsUpgradedAndThenHaveSlots(1, 2);
        long sent = sent();
        bench.upgrade(SECOND);
        owe(500 - (sent() - sent));

        assertThat(bench.upgrade("2026-12-02T12:00:00Z").problem()).isNull();

        assertThat(sent()).isEqualTo(sent + 500);
    }

    @Test
    void aSimulationStandsStillWhereARunWouldAsk() {
        oneIsUpgradedAndThenHaveSlots(30, 60);

        List<Run> runs = bench.bean(Timeline.class)
                .until(
                        feed.write(),
                        Instant.parse("2026-12-02T01:00:00Z"),
                        Instant.parse("2026-12-09T01:00:00Z"),
                        event -> {});

        assertThat(runs.get(runs.size() - 1).asOf()).isEqualTo(SECOND);
        assertThat(runs.get(runs.size() - 1).problem()).startsWith("2026-12-02 would see 30 accounts upgraded");
    }

    private void withAgents(long account, int agents) {
        for (int n = 1; n <= agents; n++) {
            feed.account(account)
                    .chatAgent(account * 1000 + 100 + n, "agent-" + n + "@customer-" + account + ".example");
        }
    }

    /** A day on which one account was upgraded; on the next, so many have a slot, of so many in all. */
    private void oneIsUpgradedAndThenHaveSlots(int due, int all) {
        LongStream.rangeClosed(1, all).forEach(feed::account);
        bench.nightly(feed, NIGHT);
        bench.schedule(1, NOON, FIRST_SLOT);
        LongStream.rangeClosed(2, due + 1L).forEach(id -> bench.schedule(id, NOON, SECOND_SLOT));
        bench.upgrade(FIRST);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
    }

    /** So many mails written and due. */
    private void owe(long mails) {
        bench.bean(Rows.class)
                .updateEach(
                        """
                        INSERT INTO outbox (message_id, kind, account_id, recipient, recipient_name, locale, notice, status,
                          attempts, created_at, next_attempt_at, resent)
                        SELECT 'owed-' || r.n || '@our.example', o.kind, o.account_id, o.recipient, o.recipient_name,
                               o.locale, o.notice, 'PENDING', 0, o.created_at, o.created_at, FALSE
                          FROM outbox o, {rows} WHERE o.account_id = 1 AND o.kind = 'UPGRADED'
                        """,
                        Columns.<Long>of().bigint("n", n -> n),
                        LongStream.range(0, mails).boxed().toList());
    }

    private long upgraded() {
        return bench.count("account_upgrade");
    }

    private long sent() {
        return bench.sql()
                .sql("SELECT COUNT(*) FROM outbox WHERE status = 'SENT'")
                .query(Long.class)
                .single();
    }
}
