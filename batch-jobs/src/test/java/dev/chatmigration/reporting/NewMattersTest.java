package dev.chatmigration.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.reporting.Report.NewMatters;
import dev.chatmigration.reporting.Reports.Before;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a command tells as new when the run before it could not tell it, since it was cut off. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NewMattersTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";

    private final MigrationBench bench;
    private final Reports reports;
    private final Run run;

    NewMattersTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        reports = bench.bean(Reports.class);
        TestFeed feed = new TestFeed(directory);
        feed.account(1).asked("2026-11-20T10:00:00Z");
        feed.linkedAccount(2).asked("2026-11-20T10:00:00Z").withMissingAddress();
        run = bench.nightly(feed, NIGHT);
    }

    @Test
    void afterARunThatEndedNothingIsNew() {
        mailFailed("2026-12-01T01:10:00Z");

        assertThat(after(reports.before(List.of("nightly"))).any()).isFalse();
    }

    @Test
    void whatARunFoundThatWasCutOffIsNewToTheNextOfItsJob() {
        cutOff();

        assertThat(after(reports.before(List.of("nightly"))).waitingAccounts()).isEqualTo(1);
        assertThat(after(reports.before(List.of("nightly", "upgrade"))).waitingAccounts())
                .isEqualTo(1);
    }

    @Test
    void anotherJobDoesNotTellWhatOneFindsThatStillRuns() {
        cutOff();

        assertThat(after(reports.before(List.of("upgrade"))).any()).isFalse();
    }

    @Test
    void ofFailedMailsThoseAreNewThatFailedSinceTheCutOffRunBegan() {
        cutOff();
        mailFailed("2026-11-30T12:00:00Z");
        assertThat(after(reports.before(List.of("nightly"))).failedMails()).isZero();

        mailFailed("2026-12-01T01:10:00Z");
        assertThat(after(reports.before(List.of("nightly"))).failedMails()).isEqualTo(1);
    }

    @Test
    void aRunThatACommandWentOnWithIsNewThoughItBeganEarlier() {
        Before known = reports.before();

        assertThat(after(known).waitingAccounts()).isZero();
        assertThat(after(known.orBefore(run)).waitingAccounts()).isEqualTo(1);
    }

    private NewMatters after(Before before) {
        return reports.report(null, before).newMatters();
    }

    private void cutOff() {
        assertThat(bench.sql()
                        .sql("UPDATE run SET outcome = 'RUNNING', ended_at = NULL WHERE run_id = :run")
                        .param("run", run.id())
                        .update())
                .isEqualTo(1);
    }

    private void mailFailed(String at) {
        assertThat(bench.sql()
                        .sql("UPDATE outbox SET status = 'FAILED', ended_at = :at WHERE account_id = 1")
                        .param("at", Instant.parse(at).atOffset(ZoneOffset.UTC))
                        .update())
                .isEqualTo(1);
    }
}
