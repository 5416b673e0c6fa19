package dev.chatmigration.maildispatch;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.reporting.AccountStatus;
import dev.chatmigration.reporting.AccountStatusText;
import dev.chatmigration.reporting.HtmlPages;
import dev.chatmigration.reporting.ReportText;
import dev.chatmigration.reporting.Reports;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Administrators are written to between eight and six on their account's clock, but for what follows an upgrade. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdministratorHoursTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String MORNING = "2026-12-01T07:00:00Z";
    private static final String NEXT_MORNING = "2026-12-02T07:00:00Z";
    private static final String ASKED = "2026-11-20T10:00:00Z";

    private final MigrationBench bench;
    private final TestFeed feed;

    AdministratorHoursTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
        feed.account(1).asked(ASKED);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Europe/Paris,        2026-12-01T01:00:00Z, 2026-12-01T07:00:00Z
            Europe/Paris,        2027-03-28T00:30:00Z, 2027-03-28T06:00:00Z
            Europe/Paris,        2027-10-31T00:30:00Z, 2027-10-31T07:00:00Z
            Asia/Kolkata,        2026-12-01T01:00:00Z, 2026-12-01T02:30:00Z
            Pacific/Tongatapu,   2026-12-01T06:00:00Z, 2026-12-01T19:00:00Z
            Pacific/Tongatapu,   2026-12-01T01:00:00Z, 2026-12-01T01:00:00Z
            America/Los_Angeles, 2026-12-01T01:00:00Z, 2026-12-01T01:00:00Z
            """)
    void aDateFoundAtNightIsToldInTheMorningOfTheAccountsClock(String zone, Instant night, Instant morning) {
        feed.account(1).with("time_zone", zone);

        bench.nightly(feed, night.toString());
        assertThat(leaves("SCHEDULED")).isEqualTo(morning);

        bench.upgrade(morning.equals(night) ? night : morning.minusSeconds(1));
        assertThat(status("SCHEDULED")).isEqualTo(morning.equals(night) ? "SENT" : "PENDING");

        bench.upgrade(morning);
        assertThat(status("SCHEDULED")).isEqualTo("SENT");
    }

    @Test
    void whatNothingSentDuringTheDayWaitsForTheNextMorning() {
        bench.nightly(feed, NIGHT);

        bench.upgrade("2026-12-01T20:00:00Z");
        assertThat(status("SCHEDULED")).isEqualTo("PENDING");
        assertThat(leaves("SCHEDULED")).isEqualTo(NEXT_MORNING);

        bench.upgrade(NEXT_MORNING);
        assertThat(status("SCHEDULED")).isEqualTo("SENT");
    }

    @Test
    void aMailThatTheServerPutOffIsNotTriedAgainInTheEvening() {
        bench.nightly(feed, NIGHT);
        bench.sql()
                .sql("UPDATE outbox SET status = 'DEFERRED', attempts = 1, next_attempt_at = :at")
                .param("at", OffsetDateTime.parse("2026-12-01T17:20:00Z"))
                .update();

        bench.upgrade("2026-12-01T17:20:00Z");
        assertThat(status("SCHEDULED")).isEqualTo("DEFERRED");
        assertThat(leaves("SCHEDULED")).isEqualTo(NEXT_MORNING);

        bench.upgrade(NEXT_MORNING);
        assertThat(status("SCHEDULED")).isEqualTo("SENT");
    }

    @Test
    void whatFollowsAnUpgradeLeavesAtOnce() {
        feed.account(1).chatAgent(1002, "new@customer-1.example");
        bench.nightly(feed, NIGHT);
        bench.nightly(feed, "2026-12-21T01:00:00Z");

        bench.upgrade(bench.slot(1));

        assertThat(bench.slot(1)).isEqualTo("2026-12-21T23:00:00Z");
        assertThat(status("UPGRADED")).isEqualTo("SENT");
        assertThat(bench.sql()
                        .sql("SELECT status FROM outbox WHERE kind = 'SET_PASSWORD' AND recipient LIKE 'new@%'")
                        .query(String.class)
                        .single())
                .isEqualTo("SENT");
    }

    @Test
    void whyAnUpgradeDidNotTakePlaceIsToldAtOnce() {
        feed.account(1).withMissingAddress();
        bench.nightly(feed, NIGHT);

        bench.upgrade(bench.slot(1));

        assertThat(status("POSTPONED")).isEqualTo("SENT");
    }

    @Test
    void aDateOfTonightIsToldBeforeIt() {
        feed.account(2);
        bench.nightly(feed, NIGHT);

        bench.schedule(2, "2026-12-01T18:00:00Z", "2026-12-01T23:00");
        bench.upgrade("2026-12-01T18:05:00Z");

        assertThat(bench.sql()
                        .sql("SELECT status FROM outbox WHERE account_id = 2")
                        .query(String.class)
                        .single())
                .isEqualTo("SENT");
    }

    @Test
    void theReportSaysHowManyMailsWaitAndUntilWhen() {
        bench.nightly(feed, NIGHT);

        assertThat(report()).contains("of these 1 leave at " + MORNING);
        assertThat(HtmlPages.of(bench.bean(Reports.class).report(null, Reports.Before.NOTHING)))
                .contains("Of these 1 leave at " + MORNING);
        bench.upgrade(MORNING);
        assertThat(report()).contains("Mails     sent 1 = 1").doesNotContain("of these");
    }

    @Test
    void anAccountShowsWhatBecameOfItsMails() {
        bench.nightly(feed, NIGHT);

        String to = bench.sql()
                .sql("SELECT recipient FROM outbox")
                .query(String.class)
                .single();
        assertThat(AccountStatusText.of(status()))
                .contains("Mails\n  " + NIGHT + " SCHEDULED to " + to + ", PENDING, waits until " + MORNING + "\n");
        bench.upgrade(MORNING);
        assertThat(AccountStatusText.of(status())).contains("SCHEDULED to " + to + ", SENT " + MORNING);
        assertThat(HtmlPages.of(status())).contains("SENT " + MORNING);
        bench.sql()
                .sql("UPDATE outbox SET status = 'FAILED', answer = '550 5.1.1 nobody here'")
                .update();
        assertThat(AccountStatusText.of(status())).contains("FAILED " + MORNING + "\n    550 5.1.1 nobody here\n");
    }

    @Test
    void ofAnAccountWithManyMailsTheLatestAreShown() {
        bench.nightly(feed, NIGHT);
        for (int doubled = 0; doubled < 5; doubled++) {
            bench.sql().sql("""
                            INSERT INTO outbox (message_id, kind, account_id, recipient, recipient_name, locale, notice,
                              status, attempts, created_at, next_attempt_at, resent)
                            SELECT :copy || message_id, kind, account_id, :copy || recipient, recipient_name, locale,
                              notice, status, attempts, created_at - INTERVAL '1' DAY, next_attempt_at, resent
                              FROM outbox
                            """).param("copy", doubled + "-").update();
        }

        assertThat(AccountStatusText.of(status())).contains("Mails    the latest 20 of 32\n  " + NIGHT + " SCHEDULED");
        assertThat(status().mails())
                .hasSize(20)
                .isSortedAccordingTo(comparing(AccountStatus.Mail::writtenAt).reversed());
    }

    @Test
    void theReportSaysBetweenWhichTimesTheyLeave() {
        feed.account(2).asked(ASKED).with("time_zone", "America/New_York");

        bench.nightly(feed, NIGHT);

        assertThat(report()).contains("of these 2 leave between " + MORNING + " and 2026-12-01T13:00:00Z");
    }

    private AccountStatus.Status status() {
        return bench.bean(AccountStatus.class).of(1).orElseThrow();
    }

    private String report() {
        return ReportText.of(bench.bean(Reports.class).report(null, Reports.Before.NOTHING));
    }

    private String status(String kind) {
        return bench.sql()
                .sql("SELECT status FROM outbox WHERE kind = :kind AND account_id = 1")
                .param("kind", kind)
                .query(String.class)
                .single();
    }

    private Instant leaves(String kind) {
        return bench.sql()
                .sql("SELECT next_attempt_at FROM outbox WHERE kind = :kind AND account_id = 1")
                .param("kind", kind)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }
}
