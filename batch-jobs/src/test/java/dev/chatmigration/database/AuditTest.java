package dev.chatmigration.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.reporting.AccountStatus;
import dev.chatmigration.reporting.AccountStatusText;
import dev.chatmigration.reporting.AgentExplanations;
import dev.chatmigration.reporting.ExplanationText;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.Waivers;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import dev.chatmigration.upgrade.UndoUpgrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who changed what, from what to what, why and in which run. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuditTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final String NOON = "2026-12-01T12:00:00Z";
    private static final Instant SLOT = Instant.parse("2026-12-01T21:00:00Z");
    private static final String LATER = "2026-12-01T23:00:00Z";

    private final MigrationBench bench;
    private final TestFeed feed;

    AuditTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
    }

    @Test
    void everyStepOfAnAccountNamesItsRunOrThePersonWhoTypedIt() {
        upgraded();
        long run = run("upgrade");

        assertThat(rows("account_id = 1 AND subject IS NULL"))
                .containsExactly(
                        "Ann without run: SLOT_SET 1 null, REQUESTED to SCHEDULED, we asked for it",
                        "batch in run " + run + ": STARTED 1 null, SCHEDULED to UPGRADING, null",
                        "batch in run " + run + ": DONE 1 null, UPGRADING to UPGRADED, null");
        assertThat(AccountStatusText.of(bench.bean(AccountStatus.class).of(1).orElseThrow()))
                .contains("2026-12-01T21:00:00Z DONE, UPGRADING to UPGRADED, by batch in run " + run + "\n")
                .contains("SLOT_SET, REQUESTED to SCHEDULED, by Ann: we asked for it\n")
                .doesNotContain("AGENT_");
    }

    @Test
    void everyAgentWhomAnUpgradeChangesHasARowAndSoHasEachWhomAnUndoTakesBack() {
        upgraded();
        long run = run("upgrade");
        long created = bench.sql()
                .sql("SELECT agent_id FROM agent WHERE chat_agent_id = 1002")
                .query(Long.class)
                .single();
        String owner = "agent 1501: owner, owner@customer-1.example, support_password, active";
        String only = "agent " + created + ": contributor, chat.only@customer-1.example, set_password, active";

        assertThat(rows("subject IS NOT NULL AND account_id = 1"))
                .containsExactlyInAnyOrder(
                        "Ann in run " + run("nightly") + ": AGENT_REVIEWED 1 chat_agent 1001, null to SAME_PERSON 1501,"
                                + " null",
                        "batch in run " + run + ": AGENT_CHANGED 1 chat_agent 1001, support_user 1501: admin,"
                                + " owner@customer-1.example, active to " + owner + ", SAME_EMAIL, decided review",
                        "batch in run " + run + ": AGENT_CREATED 1 chat_agent 1002, null to " + only
                                + ", CHAT_ONLY, decided on_behalf");

        undo();

        assertThat(rows("what IN ('AGENT_TAKEN_BACK', 'AGENT_LINK_WITHDRAWN')"))
                .containsExactlyInAnyOrder(
                        "Ann without run: AGENT_TAKEN_BACK 1 chat_agent 1001, " + owner + " to null, we asked for it",
                        "Ann without run: AGENT_TAKEN_BACK 1 chat_agent 1002, " + only + " to null, we asked for it",
                        "Ann without run: AGENT_LINK_WITHDRAWN 1 agent " + created + ", null to null, UNDONE");
        assertThat(explained("chat_agent 1002"))
                .contains("History\n")
                .contains("AGENT_CREATED, chat_agent 1002, " + only + ", by batch in run " + run + ": CHAT_ONLY")
                .contains("AGENT_TAKEN_BACK, chat_agent 1002, " + only + ", by Ann: we asked for it");
    }

    @Test
    void aReviewThatReplacesAnotherSaysWhatItReplaces() {
        feed.linkedAccount(1).review(1001, 1501);
        bench.nightly(feed, NIGHT);
        feed.account(1).reviewedAsChatOnly(1001, "2026-12-01T10:00:00Z");
        bench.nightly(feed, "2026-12-02T01:00:00Z");
        bench.nightly(feed, "2026-12-03T01:00:00Z");

        assertThat(rows("what = 'AGENT_REVIEWED'"))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("AGENT_REVIEWED 1 chat_agent 1001, SAME_PERSON 1501 to CHAT_ONLY, null");
        assertThat(bench.count("agent_review")).isEqualTo(2);
    }

    @Test
    void waiversAreKeptWhenTheyAreGivenAndWhenTheyEnd() {
        feed.account(1).withMissingAddress();
        bench.nightly(feed, NIGHT);
        bench.act(1, NOON, (verbs, account, act) -> bench.bean(Waivers.class).waive(1, Check.IP_NOT_COVERED, act));
        feed.account(1).withNothingMissing();
        bench.nightly(feed, "2026-12-02T01:00:00Z");

        assertThat(rows("what LIKE 'WAIVE%'"))
                .satisfiesExactly(
                        given -> assertThat(given)
                                .isEqualTo("Ann without run: WAIVED 1 null, REGISTERED to REGISTERED, ip-not-covered:"
                                        + " we asked for it"),
                        ended -> assertThat(ended)
                                .startsWith(
                                        "batch in run " + run("nightly") + ": WAIVER_ENDED 1 ip-not-covered, account,"
                                                + " waived by Ann: we asked for it to null, What it was given for"));
    }

    @Test
    void whatIsStoppedForAllAccountsIsKeptWithItsRelease() {
        Brakes brakes = bench.bean(Brakes.class);
        brakes.set(Brakes.MAILS, "Ann", "an incident", SLOT);
        brakes.set(Brakes.MAILS, "Bob", "again", SLOT);
        brakes.release(Brakes.MAILS, "Bob", "over", SLOT);
        brakes.release(Brakes.MAILS, "Bob", "over", SLOT);

        assertThat(rows("account_id IS NULL"))
                .containsExactly(
                        "Ann without run: STOPPED null mails, null to null, an incident",
                        "Bob without run: RELEASED null mails, null to null, over");
    }

    @Test
    void nothingOfOursChangesOrRemovesARecordOfThePast() throws IOException {
        Pattern change = Pattern.compile("(?i)\\b(UPDATE|DELETE\\s+FROM|MERGE\\s+INTO|TRUNCATE(\\s+TABLE)?)\\s+"
                + "(audit|setup_link_event|undone_upgrade|undone_agent)\\b");
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            List<Path> files =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(files)
                    .hasSizeGreaterThan(200)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(change));
        }
    }

    private void upgraded() {
        feed.linkedAccount(1).chatAgent(1002, "chat.only@customer-1.example").review(1001, 1501);
        bench.nightly(feed, NIGHT);
        bench.schedule(1, NOON, "2026-12-01T22:00");
        bench.upgrade(SLOT);
        assertThat(bench.state(1).state()).isEqualTo(AccountState.UPGRADED);
    }

    private void undo() {
        bench.act(
                1,
                LATER,
                (verbs, account, act) -> bench.bean(UndoUpgrade.class)
                        .undo(1, new Act(act.at(), act.by(), String.valueOf(act.reason()))));
    }

    private String explained(String agent) {
        AgentExplanations.Answer answer =
                bench.bean(AgentExplanations.class).of(1, agent).orElseThrow();
        return answer instanceof AgentExplanations.Answer.Found found ? ExplanationText.of(found.agent()) : "";
    }

    private long run(String job) {
        return bench.sql()
                .sql("SELECT MAX(run_id) FROM run WHERE job = :job")
                .param("job", job)
                .query(Long.class)
                .single();
    }

    private List<String> rows(String which) {
        return bench.sql()
                .sql("SELECT run_id, done_by, what, account_id, subject, from_value, to_value, reason FROM audit WHERE "
                        + which + " ORDER BY audit_id")
                .query((row, number) -> row.getString("done_by")
                        + (row.getString("run_id") == null
                                ? " without run: "
                                : " in run " + row.getString("run_id") + ": ")
                        + row.getString("what") + " " + row.getString("account_id") + " " + row.getString("subject")
                        + ", " + row.getString("from_value") + " to " + row.getString("to_value") + ", "
                        + row.getString("reason"))
                .list();
    }
}
