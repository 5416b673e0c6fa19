package dev.chatmigration.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.reporting.AccountStatus;
import dev.chatmigration.reporting.Report;
import dev.chatmigration.reporting.Reports;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.RetrySetAside;
import dev.chatmigration.scheduling.RetrySetAside.Outcome;
import dev.chatmigration.steps.SetAside.Case;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One bad account never stops the night. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SetAsideTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NEXT_NIGHT = "2026-12-02T01:00:00Z";
    private static final int ACCOUNTS = 20;
    private static final List<Long> POISONED = List.of(7L, 16L);

    private final MigrationBench bench;
    private final TestFeed feed;

    SetAsideTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
        LongStream.rangeClosed(1, ACCOUNTS).forEach(id -> feed.account(id));
        bench.nightly(feed, "2026-11-30T01:00:00Z");
        LongStream.rangeClosed(1, ACCOUNTS)
                .filter(id -> !POISONED.contains(id))
                .forEach(id -> feed.account(id).asked("2026-11-20T10:00:00Z"));
    }

    /** What is stored of an account cannot be read any more. */
    private void poison() {
        assertThat(bench.sql()
                        .sql("UPDATE account SET details = '{' || details WHERE account_id IN (7, 16)")
                        .update())
                .isEqualTo(POISONED.size());
    }

    private void cure() {
        bench.sql()
                .sql("UPDATE account SET details = SUBSTRING(details FROM 2) WHERE account_id IN (7, 16)")
                .update();
    }

    @Test
    void aPoisonedTenthOfTheAccountsIsSetAsideAndEverythingElseIsDone() {
        poison();

        Run night = bench.nightly(feed, NIGHT);

        assertThat(bench.bean(SetAside.class).all())
                .extracting(Case::accountId, Case::step, Case::run, Case::at)
                .containsExactly(
                        tuple(7L, "agent-merge", night.id(), Instant.parse(NIGHT)),
                        tuple(16L, "agent-merge", night.id(), Instant.parse(NIGHT)));
        assertThat(LongStream.rangeClosed(1, ACCOUNTS).boxed().filter(id -> !POISONED.contains(id)))
                .hasSize(18)
                .allSatisfy(id -> {
                    assertThat(bench.state(id).state()).isEqualTo(AccountState.SCHEDULED);
                    assertThat(bench.mails(id)).hasSize(1);
                });
        assertThat(bench.bookedSlots()).isEqualTo(bench.promisedSlots());
    }

    @Test
    void theReportNamesWhoIsSetAsideAndWhyUntilItIsKnown() {
        Reports reports = bench.bean(Reports.class);
        Reports.Before before = reports.before();
        poison();
        bench.nightly(feed, NIGHT);

        Report.NewMatters fresh = reports.report(null, before).newMatters();

        assertThat(fresh.any()).isTrue();
        assertThat(fresh.notes()).hasSize(3);
        assertThat(fresh.notes().get(0)).startsWith("Account 7 is set aside in agent-merge: ");
        assertThat(fresh.notes().get(1)).startsWith("Account 16 is set aside in agent-merge: ");
        assertThat(fresh.notes().get(2)).startsWith("2 accounts are set aside; all others are done.");
        assertThat(reports.report(null, reports.before()).newMatters().notes()).isEmpty();
    }

    @Test
    void theNextNightTakesUpWhatWasSetAside() {
        poison();
        bench.nightly(feed, NIGHT);
        cure();
        POISONED.forEach(id -> feed.account(id).asked("2026-11-20T10:00:00Z"));

        bench.nightly(feed, NEXT_NIGHT);

        assertThat(bench.bean(SetAside.class).all()).isEmpty();
        assertThat(POISONED)
                .allSatisfy(id -> assertThat(bench.state(id).state()).isEqualTo(AccountState.SCHEDULED));
    }

    @Test
    void aRetryTakesUpOnlyWhatFailed() {
        poison();
        Run night = bench.nightly(feed, NIGHT);
        Night now = new Night(night.id(), night.night(), night.asOf());
        Act act = new Act(night.asOf(), "Ann", "repaired");
        RetrySetAside retry = bench.bean(RetrySetAside.class);
        assertThat(retry.all(now, act)).isEqualTo(new Outcome(List.of(), POISONED));
        assertThat(bench.bean(SetAside.class).all()).hasSize(2);
        cure();
        List<String> others = bench.everything().getOrDefault("agent_decision", List.of()).stream()
                .filter(row -> !row.contains("account_id=7,") && !row.contains("account_id=16,"))
                .toList();

        assertThat(retry.these(List.of(16L), now, act)).isEqualTo(new Outcome(List.of(16L), List.of()));

        assertThat(bench.bean(SetAside.class).all()).extracting(Case::accountId).containsExactly(7L);
        assertThat(bench.history(16)).containsExactly("RETRIED REGISTERED REGISTERED Ann");
        assertThat(bench.history(1)).doesNotContain("RETRIED");
        assertThat(bench.everything().get("agent_decision")).containsAll(others);
        assertThat(retry.all(now, act)).isEqualTo(new Outcome(List.of(7L), List.of()));
        assertThat(bench.bean(SetAside.class).all()).isEmpty();
    }

    @Test
    void aRowThatBreaksARuleOfTheDatabaseSetsOnlyItsAccountAside() {
        bench.sql().sql("""
                        INSERT INTO due_notice (account_id, kind, revision, due_at, facts)
                        VALUES (2, 'SCHEDULED', 1, CURRENT_TIMESTAMP, '{}')
                        """).update();

        bench.nightly(feed, NIGHT);

        assertThat(bench.bean(SetAside.class).all())
                .extracting(Case::accountId, Case::step)
                .containsExactly(tuple(2L, "scheduling"));
        assertThat(bench.state(2).state()).isEqualTo(AccountState.REGISTERED);
        assertThat(bench.state(3).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.bookedSlots()).isEqualTo(bench.promisedSlots());
        assertThat(bench.bean(AccountStatus.class).of(2).orElseThrow().setAside())
                .hasSize(1);
    }

    @Test
    void anAccountThatNobodyCanDecideAboutKeepsNoOtherFromItsSlot() {
        bench.nightly(feed, NIGHT);
        Instant slot = bench.slot(1);
        assertThat(bench.slot(2)).isEqualTo(slot);
        bench.nightly(feed, slot.minusSeconds(3600).toString());
        bench.sql()
                .sql("UPDATE account SET details = '{' || details WHERE account_id = 2")
                .update();

        bench.upgrade(slot);

        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.state(2).state()).isEqualTo(AccountState.SCHEDULED);
        assertThat(bench.bean(SetAside.class).of(2)).extracting(Case::step).containsExactly("upgrade");
        bench.sql()
                .sql("UPDATE account SET details = SUBSTRING(details FROM 2) WHERE account_id = 2")
                .update();
        bench.upgrade(slot.plusSeconds(600));
        assertThat(bench.state(2).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.bean(SetAside.class).of(2)).isEmpty();
    }
}
