package dev.chatmigration.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.reporting.AgentExplanations.Answer;
import dev.chatmigration.reporting.Explanation.OfAgent;
import dev.chatmigration.testing.FeedAccount;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What explain says about accounts and agents, from the tables of a real run. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ExplanationTest {
    private static final long ACCOUNT = 1;
    private static final String NIGHT = "2026-12-01T01:00:00Z";

    private final MigrationBench bench;
    private final TestFeed feed;

    ExplanationTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
    }

    @Test
    void aScheduledAccountThatNothingBlocksNeedsNothing() {
        feed.linkedAccount(ACCOUNT).asked("2026-11-20T10:00:00Z").chatAgent(1002, "new@customer-1.example");
        bench.nightly(feed, NIGHT);
        bench.upgrade("2026-12-01T07:00:00Z");

        Explanation explanation = explain();

        assertThat(explanation.since()).isEqualTo(NIGHT);
        assertThat(explanation.agentsByScenario()).isEqualTo(Map.of("CHAT_ONLY", 1L, "SAME_EMAIL", 1L));
        assertThat(explanation.mailsByStatus()).containsOnlyKeys("SENT");
        assertThat(explanation.next().sentence()).startsWith("Nothing to do: it is upgraded at its slot, 2026-12-");
        assertThat(explanation.next().commands()).isEmpty();
    }

    @Test
    void whatBlocksNamesTheCommandThatSetsItAside() {
        feed.account(ACCOUNT).asked("2026-11-20T10:00:00Z").withMissingAddress();
        bench.nightly(feed, NIGHT);

        Explanation explanation = explain();

        assertThat(explanation.addresses()).isNotNull().satisfies(addresses -> {
            assertThat(addresses.verdict()).isEqualTo("not_covered");
            assertThat(addresses.missing()).containsExactly("198.51.100.7");
        });
        assertThat(explanation.next().sentence()).startsWith("ip-not-covered (account) blocks it since 2026-12-01. ");
        assertThat(explanation.next().commands())
                .containsExactly("./migrate waive 1 ip-not-covered --by WHO --reason WHY");
        assertThat(ExplanationText.of(explanation))
                .contains("Addresses not covered; missing in Support: 198.51.100.7\n")
                .contains("  BLOCKS ip-not-covered, account, since 2026-12-01\n")
                .endsWith("  ./migrate waive 1 ip-not-covered --by WHO --reason WHY\n");
    }

    @Test
    void anAccountOnHoldSaysByWhomSinceWhenAndWhy() {
        feed.account(ACCOUNT).asked("2026-11-20T10:00:00Z").withMissingAddress();
        bench.nightly(feed, NIGHT);
        bench.act(ACCOUNT, "2026-12-01T12:00:00Z", (verbs, account, act) -> verbs.hold(account.id(), act));

        Explanation explanation = explain();

        assertThat(explanation.next().commands()).containsExactly("./migrate release 1 --by WHO --reason WHY");
        assertThat(ExplanationText.of(explanation))
                .contains("Hold      since 2026-12-01T12:00:00Z by Ann: we asked for it\n");
    }

    @Test
    void aCancelledAccountGetsASlotBySchedule() {
        feed.account(ACCOUNT).asked("2026-11-20T10:00:00Z");
        bench.nightly(feed, NIGHT);
        bench.act(ACCOUNT, "2026-12-01T12:00:00Z", (verbs, account, act) -> verbs.cancel(account, act));

        NextStep next = explain().next();

        assertThat(next.sentence())
                .contains("Cancelled or undone at 2026-12-01T12:00:00Z")
                .contains("(Europe/Paris)");
        assertThat(next.commands()).containsExactly("./migrate schedule 1 --at LOCAL-DATE-TIME --by WHO --reason WHY");
    }

    @Test
    void anAccountThatCannotEnterGetsNoCommand() {
        feed.account(ACCOUNT).with("phase", "phase4");
        bench.nightly(feed, NIGHT);

        NextStep next = explain().next();

        assertThat(next.sentence()).contains("in phase phase4");
        assertThat(next.commands()).isEmpty();
    }

    @Test
    void anAccountThatIsNotThereHasNoExplanation() {
        assertThat(bench.bean(Explanations.class).of(99, Instant.parse(NIGHT))).isEmpty();
        assertThat(bench.bean(AgentExplanations.class).of(99, "17")).isEmpty();
    }

    @Test
    void anAgentWhoWaitsNamesTheCheckAndTheLinesThatWouldDecide() {
        FeedAccount account = feed.linkedAccount(ACCOUNT).asked("2026-11-20T10:00:00Z");
        account.chatAgent(1002, "boss@customer-1.example", "roles", Map.of("owner", false, "administrator", true));
        bench.nightly(feed, NIGHT);

        OfAgent agent = agent("1002");

        assertThat(agent.becomes()).isNotNull().satisfies(becomes -> {
            assertThat(becomes.scenario()).isEqualTo("CHAT_ONLY");
            assertThat(becomes.waits()).isTrue();
        });
        assertThat(agent.csvHeader()).isEqualTo("account_id,chat_agent_id,decision,support_user_id,email,role");
        assertThat(agent.reviewLines())
                .extracting(Explanation.ReviewLine::line)
                .containsExactly(
                        "1,1002,SAME_PERSON,SUPPORT_USER_ID,,agent", "1,1002,CHAT_ONLY,,,agent", "1,1002,NO_CHAT,,,");
        assertThat(agent.next().commands()).containsExactly("./migrate review import FILE.csv --by WHO");
        assertThat(ExplanationText.of(agent)).contains("Waits     yes: agent-administrator-conflict\n");
        assertThat(explain().waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.reasons())
                        .singleElement()
                        .asString()
                        .startsWith("agent-administrator-conflict: "));
    }

    @Test
    void anAgentIsFoundByEitherIdByTheWordsOfAFindingAndByAnAddressHoweverItIsWritten() {
        feed.linkedAccount(ACCOUNT);
        bench.nightly(feed, NIGHT);

        assertThat(List.of("1001", "1501", "chat_agent 1001", "support_user 1501", " OWNER@customer-1.EXAMPLE "))
                .allSatisfy(asked -> {
                    assertThat(agent(asked).person().chatAgentId()).isEqualTo(1001);
                    assertThat(agent(asked).person().supportUserId()).isEqualTo(1501);
                });
    }

    @Test
    void anAgentWhoIsNotThereOrNotAloneIsAnsweredWithThoseWhoAre() {
        feed.linkedAccount(ACCOUNT)
                .chatAgent(1777, "a@customer-1.example")
                .supportUser(1777, "b@customer-1.example", "agent");
        bench.nightly(feed, NIGHT);

        assertThat(notOne("nobody@customer-1.example"))
                .startsWith("Account 1 has no agent 'nobody@customer-1.example'; it has ")
                .contains("(chat_agent 1001, support_user 1501)")
                .contains("Agent 1777 (chat_agent 1777)");
        assertThat(notOne("1777"))
                .startsWith("Account 1 has 2 agents '1777': ")
                .contains("User 1777 (support_user 1777)")
                .endsWith("Name the record, such as 'chat_agent 1777'.");
        assertThat(agent("support_user 1777").becomes()).isNotNull();
    }

    @Test
    void anAgentOfAnUpgradedAccountShowsEvidenceAndMailsButNoLink() {
        feed.linkedAccount(ACCOUNT).asked("2026-11-20T10:00:00Z").chatAgent(1002, "new@customer-1.example");
        bench.nightly(feed, NIGHT);
        bench.upgrade(bench.schedule(ACCOUNT, "2026-12-01T12:00:00Z", "2026-12-01T22:00"));

        OfAgent agent = agent("new@customer-1.example");

        assertThat(agent.person().agentId()).isGreaterThanOrEqualTo(8_000_000_000_000_000L);
        assertThat(agent.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo("SET_PASSWORD");
            assertThat(mail.status()).isEqualTo("SENT");
        });
        assertThat(agent.reviewLines()).isEmpty();
        assertThat(agent.next().sentence()).isEqualTo("The account is upgraded: a review changes nothing any more.");
        assertThat(ExplanationText.of(agent))
                .contains(" SET_PASSWORD to new@customer-1.example: sent\n")
                .doesNotContain("://");
        assertThat(agent("1001").becomes())
                .isNotNull()
                .satisfies(becomes -> assertThat(becomes.evidence())
                        .anySatisfy(evidence -> assertThat(evidence.kind()).isEqualTo("same-address")));
    }

    @Test
    void noNameBeginsALineOrTurnsTheDirectionOfOne() {
        feed.account(ACCOUNT).with("name", "Shop\u202e\u2028State UPGRADED").asked("2026-11-20T10:00:00Z");
        bench.nightly(feed, NIGHT);
        bench.sql()
                .sql("UPDATE agent_proposal SET name = :name")
                .param("name", "Ann\u001b[2J\nState UPGRADED")
                .update();

        String account = ExplanationText.of(explain());
        String agent = ExplanationText.of(agent("1001"));

        assertThat(account + agent).doesNotContain("\u202e", "\u2028", "\u001b");
        assertThat(account.lines()).noneMatch(line -> line.startsWith("State UPGRADED"));
        assertThat(agent.lines()).noneMatch(line -> line.startsWith("State UPGRADED"));
        assertThat(agent).contains("Ann\ufffd[2J\ufffdState UPGRADED (chat_agent 1001)");
    }

    private Explanation explain() {
        return bench.bean(Explanations.class)
                .of(ACCOUNT, Instant.parse("2026-12-02T00:00:00Z"))
                .orElseThrow();
    }

    private OfAgent agent(String asked) {
        return ((Answer.Found) answer(asked)).agent();
    }

    private String notOne(String asked) {
        return ((Answer.NotOne) answer(asked)).sentence();
    }

    private Answer answer(String asked) {
        return bench.bean(AgentExplanations.class).of(ACCOUNT, asked).orElseThrow();
    }
}
