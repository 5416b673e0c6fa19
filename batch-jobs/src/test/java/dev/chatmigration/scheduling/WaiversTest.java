package dev.chatmigration.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.readiness.Findings;
import dev.chatmigration.readiness.Findings.OpenFinding;
import dev.chatmigration.reporting.AccountStatus;
import dev.chatmigration.reporting.AccountStatusText;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a waiver covers, how long it holds, and who is on record for it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WaiversTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NOON = "2026-12-01T12:00:00Z";
    private static final String NEXT_NIGHT = "2026-12-02T01:00:00Z";

    private final MigrationBench bench;
    private final TestFeed feed;

    WaiversTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
        feed.account(1).asked("2026-11-20T10:00:00Z").withMissingAddress();
        feed.account(2).asked("2026-11-20T10:00:00Z").with("phase", "phase3");
        bench.nightly(feed, NIGHT);
    }

    @Test
    void aWaivedFindingStandsOverNightsAndBlocksNoLonger() {
        assertThat(blocking(1)).containsExactly(Check.IP_NOT_COVERED);

        Answer answer = waive(1, Check.IP_NOT_COVERED);

        assertThat(answer.done()).isTrue();
        assertThat(answer.sentence()).contains("ip-not-covered of account 1 is waived by");
        bench.nightly(feed, NEXT_NIGHT);
        assertThat(blocking(1)).isEmpty();
        OpenFinding waived = finding(1, Check.IP_NOT_COVERED);
        assertThat(waived.waivedBy()).isNotBlank();
        assertThat(waived.waiveReason()).isNotBlank();
        assertThat(waived.since()).isEqualTo(LocalDate.parse("2026-12-01"));
    }

    @Test
    void theStatusShowsTheFindingWithItsWaiverAndTheHistoryWhoGaveIt() {
        waive(1, Check.IP_NOT_COVERED);

        assertThat(AccountStatusText.of(bench.bean(AccountStatus.class).of(1).orElseThrow()))
                .contains("BLOCKS ip-not-covered")
                .contains("Waived by ")
                .contains("2026-12-01T12:00:00Z WAIVED");
    }

    @Test
    void whatIsMissingLaterWasNotWaivedAndBlocksAgain() {
        waive(1, Check.IP_NOT_COVERED);
        feed.account(1).letsIn("192.0.2.1", "198.51.100.7", "203.0.113.9");

        bench.nightly(feed, NEXT_NIGHT);

        OpenFinding again = finding(1, Check.IP_NOT_COVERED);
        assertThat(again.blocks()).isTrue();
        assertThat(again.waiveReason()).isNull();
        assertThat(again.since()).isEqualTo(LocalDate.parse("2026-12-01"));
    }

    @Test
    void aChangeBeyondTheAddressesShownIsNoticedToo() {
        feed.account(1).letsIn("192.0.2.1", addresses(12));
        bench.nightly(feed, NIGHT);
        waive(1, Check.IP_NOT_COVERED);
        bench.nightly(feed, NEXT_NIGHT);
        assertThat(blocking(1)).isEmpty();

        String[] changed = addresses(12);
        changed[11] = "203.0.113.9";
        feed.account(1).letsIn("192.0.2.1", changed);
        bench.nightly(feed, "2026-12-03T01:00:00Z");

        assertThat(blocking(1)).containsExactly(Check.IP_NOT_COVERED);
        assertThat(finding(1, Check.IP_NOT_COVERED).finding().evidence())
                .matches("Chat lets in what Support does not: 198.51.100.0 .* 198.51.100.18 and 2 more"
                        + " \\(list [0-9a-f]{12}\\)\\.");
    }

    /** So far apart that no two make a block. */
    private static String[] addresses(int number) {
        return IntStream.range(0, number).mapToObj(i -> "198.51.100." + 2 * i).toArray(String[]::new);
    }

    @Test
    void aWithdrawnWaiverBlocksAgain() {
        waive(1, Check.IP_NOT_COVERED);

        Answer answer = bench.act(
                1, NOON, (verbs, account, act) -> bench.bean(Waivers.class).withdraw(1, Check.IP_NOT_COVERED, act));

        assertThat(answer.done()).isTrue();
        assertThat(blocking(1)).containsExactly(Check.IP_NOT_COVERED);
    }

    @Test
    void whatMayNotBeWaivedIsRefusedWithASentence() {
        Answer answer = waive(2, Check.PHASE_NOT_ELIGIBLE);

        assertThat(answer.done()).isFalse();
        assertThat(answer.sentence()).contains("phase-not-eligible cannot be waived");
        assertThat(blocking(2)).containsExactly(Check.PHASE_NOT_ELIGIBLE);
    }

    @Test
    void aCheckThatTheAccountDoesNotHaveIsAnsweredWithThoseItHas() {
        assertThat(waive(1, Check.SSO_INACTIVE).sentence())
                .isEqualTo("Account 1 has no finding sso-inactive; what blocks it: ip-not-covered.");
    }

    @Test
    void whatOnlyWarnsNeedsNoWaiver() {
        Answer answer = waive(1, Check.AGENTS_NOT_REVIEWED);

        assertThat(answer.done()).isFalse();
        assertThat(answer.sentence()).endsWith("blocks nothing and needs no waiver.");
    }

    @Test
    void aHoldTypedAtTheSameMomentSurvivesTheWaiver() {
        bench.beside(
                () -> bench.act(1, NOON, (verbs, found, act) -> verbs.hold(1, act)),
                () -> waive(1, Check.IP_NOT_COVERED));

        assertThat(bench.state(1).held()).isTrue();
        assertThat(blocking(1)).isEmpty();
    }

    @Test
    void anAgentWithoutAnAddressIsCreatedInactiveAndUnmailedWhereThatIsWaived() {
        feed.linkedAccount(3)
                .chatAgent(3002, "nonsense")
                .chatAgent(3003, "none", "email", null)
                .asked("2026-11-20T10:00:00Z");
        bench.nightly(feed, NEXT_NIGHT);
        bench.act(
                3,
                "2026-12-02T12:00:00Z",
                (verbs, found, act) -> bench.bean(Waivers.class).waive(3, Check.AGENT_ADDRESS_INVALID, act));
        assertThat(blocking(3)).isEmpty();

        bench.upgrade(bench.schedule(3, "2026-12-02T12:00:00Z", "2026-12-02T22:00"));

        assertThat(bench.state(3).state()).isEqualTo(AccountState.UPGRADED);
        assertThat(bench.sql()
                        .sql("SELECT email FROM agent WHERE account_id = 3 AND NOT active ORDER BY chat_agent_id")
                        .query(String.class)
                        .list())
                .containsExactly("nonsense", "");
        assertThat(bench.kindsOfMail(3)).contains("UPGRADED").doesNotContain("SET_PASSWORD");
    }

    private Answer waive(long account, Check check) {
        return bench.act(
                account, NOON, (verbs, found, act) -> bench.bean(Waivers.class).waive(account, check, act));
    }

    private OpenFinding finding(long account, Check check) {
        return open(account).stream()
                .filter(each -> each.finding().check() == check)
                .findFirst()
                .orElseThrow();
    }

    private List<Check> blocking(long account) {
        return open(account).stream()
                .filter(OpenFinding::blocks)
                .map(each -> each.finding().check())
                .toList();
    }

    private List<OpenFinding> open(long account) {
        return bench.bean(Findings.class).open(List.of(account)).getOrDefault(account, List.of());
    }
}
