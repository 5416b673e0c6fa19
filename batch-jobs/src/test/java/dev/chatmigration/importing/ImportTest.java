package dev.chatmigration.importing;

import static dev.chatmigration.importing.FeedDirectory.account;
import static dev.chatmigration.importing.FeedDirectory.chatAgent;
import static dev.chatmigration.importing.FeedDirectory.packed;
import static dev.chatmigration.importing.FeedDirectory.supportUser;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.SupportUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;

/** What the feed contract promises, clause by clause, from files to what the other packages read. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ImportTest {
    private static final List<String> TABLES = List.of(
            "account",
            "chat_agent",
            "support_user",
            "agent_review",
            "account_event",
            "agent_delivery",
            "import_file",
            "reject");

    /** Each database gets one application, emptied before each test. */
    private static final Map<TestDatabase, ImportRun> RUNNING = new EnumMap<>(TestDatabase.class);

    private final ImportRun imports;
    private final FeedDirectory feed;

    ImportTest(TestDatabase database, @TempDir Path directory) {
        imports = RUNNING.computeIfAbsent(database, ImportRun::new);
        feed = new FeedDirectory(directory);
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(ImportRun::close);
        RUNNING.clear();
    }

    @BeforeEach
    void empty() {
        TABLES.forEach(table -> imports.sql().sql("DELETE FROM " + table).update());
    }

    @Test
    void everyKindOfRecordIsReadBackAsTheDomainKnowsIt() {
        feed.with("accounts.ndjson", """
                {"account":{"account_id":5,"subdomain":"atelier","name":"Atelier Brume","phase":"legacy_chat_support","time_zone":"UTC"}}""");
        feed.with("chat_agents.ndjson", """
                {"account_id":5,"id":9,"email":" Léa@atelier.example ","first_name":"Léa","last_name":"Martin","display_name":"Léa M.","enabled":1,"roles":{"owner":false,"administrator":true},"role_id":3}""");
        feed.with("support_users.ndjson", """
                {"user":{"account_id":5,"id":361204998871,"name":"Léa Martin","alias":null,"email":"l.martin@atelier.example","role":"admin","role_type":4,"active":true,"suspended":false,"verified":true,"locale":"fr","time_zone":"Paris","iana_time_zone":"Europe/Paris","identities":[{"type":"email","value":"lea@atelier.example","primary":false,"verified":true}]}}""");
        feed.with("agent_reviews.ndjson", """
                {"account_id":5,"chat_agent_id":9,"decision":"SAME_PERSON","support_user_id":361204998871,"email":"lea@atelier.example","role":"admin","reviewed_by":"Paul","reviewed_at":"2026-11-20T10:00:00Z"}""");
        feed.with("account_events.ndjson", """
                {"account_id":5,"event":"reschedule","at":"2026-11-30T10:00:00Z","by":"Paul","reason":"holiday","local_time":"2027-01-05T22:00"}""");

        assertThat(imports.run(feed.path(), 1)).isEqualTo(BatchStatus.COMPLETED);

        LegacyAccount account = imports.account(5);
        assertThat(account.account().name()).isEqualTo("Atelier Brume");
        assertThat(account.chatAgents())
                .containsExactly(new ChatAgent(
                        5, 9, "Léa@atelier.example", "Léa", "Martin", "Léa M.", true, false, true, 3L, 0));
        assertThat(account.supportUsers()).singleElement().satisfies(user -> {
            assertThat(user.role()).isEqualTo(SupportUser.Role.ADMIN);
            assertThat(user.timeZone()).isEqualTo("Europe/Paris");
            assertThat(user.identities()).singleElement().satisfies(identity -> {
                assertThat(identity.value()).isEqualTo("lea@atelier.example");
                assertThat(identity.verified()).isTrue();
            });
        });
        assertThat(account.reviews())
                .containsExactly(new AgentReview(
                        5,
                        9,
                        AgentReview.Decision.SAME_PERSON,
                        361204998871L,
                        "lea@atelier.example",
                        AgentReview.ReviewedRole.ADMIN,
                        "Paul",
                        Instant.parse("2026-11-20T10:00:00Z")));
        assertThat(imports.bean(AccountEvents.class).due(List.of(5L), Instant.parse("2026-11-30T10:00:00Z")))
                .containsExactly(new AccountEvent(
                        5,
                        AccountEvent.Kind.RESCHEDULE,
                        Instant.parse("2026-11-30T10:00:00Z"),
                        "Paul",
                        "holiday",
                        LocalDateTime.parse("2027-01-05T22:00")));
        assertThat(imports.rejects(1)).isEmpty();
    }

    @Test
    void partsPackedOrPlainAreReadInTheOrderOfTheirNames() {
        feed.with("accounts.ndjson", account(1));
        feed.with("accounts-b.ndjson.gz", packed(account(2), account(1).replace("customer-1", "first")));
        feed.with("accounts.ndjson.gz", packed(account(3)));
        feed.with("accounts_old.ndjson", account(4));

        imports.run(feed.path(), 1);

        assertThat(imports.bean(LegacyAccounts.class).idsAfter(0, 10)).containsExactly(1L, 2L, 3L);
        assertThat(imports.account(1).account().subdomain()).isEqualTo("first");
        assertThat(imports.rejects(1))
                .extracting(Reject::file, Reject::line, Reject::field)
                .containsExactly(tuple("accounts.ndjson", 1L, "account_id"));
    }

    @Test
    void blankLinesAByteOrderMarkCarriageReturnsAndUnknownFieldsAreAccepted() {
        String text = "\uFEFF" + account(1) + "\r\n\r\n  \t\n" + account(2).replace("}", ",\"new\":{\"a\":[1]}}")
                + "\r\n" + account(3);
        feed.with("accounts.ndjson", text.getBytes(StandardCharsets.UTF_8));

        imports.run(feed.path(), 1);

        assertThat(imports.totals(1)).containsExactly(new FileTotals("accounts.ndjson", 3, 3, 0, 0, null));
        assertThat(imports.rejects(1)).isEmpty();
    }

    @Test
    void theAccountMayStandInsideTheWrappedObjectOrBesideIt() {
        feed.with("accounts.ndjson", account(1));
        feed.with(
                "chat_agents.ndjson",
                "{\"agent\":{\"account_id\":1,\"id\":1}}",
                "{\"account_id\":1,\"agent\":{\"id\":2}}",
                "{\"anything\":{\"id\":3},\"account_id\":1,\"deleted\":false}",
                "{\"agent\":{\"account_id\":1,\"id\":4},\"account_id\":2}");

        imports.run(feed.path(), 1);

        assertThat(imports.account(1).chatAgents()).extracting(ChatAgent::id).containsExactly(1L, 2L, 3L);
        assertThat(imports.rejects(1)).singleElement().satisfies(reject -> {
            assertThat(reject.field()).isEqualTo("account_id");
            assertThat(reject.reason()).contains("the number 1 inside").contains("the number 2 beside");
        });
    }

    @Test
    void aMalformedOptionalFieldIsReportedAndTheRecordStoredWithoutIt() {
        feed.with("accounts.ndjson", account(1).replace("Europe/Paris", "+02:00"));
        feed.with("chat_agents.ndjson", "{\"account_id\":1,\"id\":7,\"email\":5,\"display_name\":\"a\\u0000b\"}");

        imports.run(feed.path(), 1);

        assertThat(imports.rejects(1))
                .containsExactly(
                        new Reject(
                                "accounts.ndjson",
                                1,
                                "time_zone",
                                "Expected a time zone region such as Europe/Paris, but found the text \"+02:00\".",
                                1L,
                                false),
                        new Reject(
                                "chat_agents.ndjson",
                                1,
                                "email",
                                "Expected a text, but found the number 5.",
                                1L,
                                false),
                        new Reject(
                                "chat_agents.ndjson",
                                1,
                                "display_name",
                                "Expected a text without control characters, but found \"a\\u0000b\".",
                                1L,
                                false));
        assertThat(imports.totals(1))
                .allSatisfy(totals -> assertThat(totals.rejected()).isZero());
        assertThat(imports.account(1).account().timeZone().getId()).isEqualTo("UTC");
        assertThat(imports.account(1).chatAgents())
                .singleElement()
                .satisfies(agent -> assertThat(agent.email()).isNull());
    }

    @Test
    void aRecordOfAnUnknownAccountIsRejectedAndOneOfAnEarlierFeedsAccountIsNot() {
        feed.with("accounts.ndjson", account(1));
        imports.run(feed.path(), 1);
        feed.without("accounts.ndjson")
                .with("chat_agents.ndjson", chatAgent(1, 1), chatAgent(2, 1))
                .with("support_users.ndjson", supportUser(2, 1));

        imports.run(feed.path(), 2);

        assertThat(imports.totals(2))
                .containsExactly(
                        new FileTotals("chat_agents.ndjson", 2, 1, 0, 1, null),
                        new FileTotals("support_users.ndjson", 1, 0, 0, 1, null));
        assertThat(imports.rejects(2))
                .extracting(Reject::reason)
                .allMatch(reason -> reason.contains("unknown account 2"));
    }

    @Test
    void theSameIdTwiceInAFeedKeepsTheFirst() {
        feed.with("accounts.ndjson", account(1), account(2));
        String[] filler =
                IntStream.range(100, 1300).mapToObj(id -> chatAgent(1, id)).toArray(String[]::new);
        feed.with("chat_agents.ndjson", chatAgent(1, 1), chatAgent(1, 1), chatAgent(2, 1));
        feed.with("chat_agents-0.ndjson", filler);
        feed.with("chat_agents_.ndjson", "not of the feed");
        feed.with(
                "chat_agents.ndjson.gz",
                packed(chatAgent(1, 100), chatAgent(1, 101).replace("Agent 101", "Somebody")));

        imports.run(feed.path(), 1);

        assertThat(imports.totals(1, "chat_agents.ndjson"))
                .isEqualTo(new FileTotals("chat_agents.ndjson", 3, 2, 1, 0, null));
        assertThat(imports.totals(1, "chat_agents.ndjson.gz"))
                .isEqualTo(new FileTotals("chat_agents.ndjson.gz", 2, 0, 1, 1, null));
        assertThat(imports.rejects(1))
                .containsExactly(new Reject(
                        "chat_agents.ndjson.gz",
                        2,
                        "id",
                        "Expected one record of Chat agent 101 in a feed, but found another one with other content.",
                        1L,
                        true));
        assertThat(imports.account(1).agentData().rejectedRecords()).isEqualTo(1);
    }

    @Test
    void aDifferingDuplicateIsRejectedEvenIfTheFirstWasUnchangedSinceYesterday() {
        feed.with("accounts.ndjson", account(1)).with("support_users.ndjson", supportUser(1, 1));
        imports.run(feed.path(), 1);
        feed.with("support_users.ndjson", supportUser(1, 1), supportUser(1, 1).replace("User 1", "Other"));

        imports.run(feed.path(), 2);

        assertThat(imports.totals(2, "support_users.ndjson"))
                .isEqualTo(new FileTotals("support_users.ndjson", 2, 0, 1, 1, null));
        assertThat(imports.account(1).supportUsers())
                .extracting(SupportUser::name)
                .containsExactly("User 1");
    }

    @Test
    void aLaterFeedReplacesWhatItNamesAndLeavesTheRest() {
        feed.with("accounts.ndjson", account(1)).with("chat_agents.ndjson", chatAgent(1, 1), chatAgent(1, 2));
        imports.run(feed.path(), 1);
        feed.without("accounts.ndjson").with("chat_agents.ndjson", "{\"account_id\":1,\"id\":2,\"enabled\":false}");

        imports.run(feed.path(), 2);

        assertThat(imports.account(1).chatAgents())
                .extracting(ChatAgent::id, ChatAgent::email, ChatAgent::enabled)
                .containsExactly(tuple(1L, "agent-1@customer-1.example", true), tuple(2L, null, false));
    }

    @Test
    void aDeletedChatAgentIsGoneUntilItComesBack() {
        feed.with("accounts.ndjson", account(1)).with("chat_agents.ndjson", chatAgent(1, 1));
        imports.run(feed.path(), 1);
        feed.with(
                "chat_agents.ndjson",
                "{\"account_id\":1,\"id\":1,\"deleted\":true}",
                "{\"account_id\":1,\"id\":2,\"deleted\":true}");
        imports.run(feed.path(), 2);
        assertThat(imports.account(1).chatAgents()).isEmpty();
        assertThat(imports.totals(2, "chat_agents.ndjson").stored()).isEqualTo(2);

        feed.with("chat_agents.ndjson", chatAgent(1, 1));
        imports.run(feed.path(), 3);

        assertThat(imports.account(1).chatAgents()).extracting(ChatAgent::id).containsExactly(1L);
    }

    @Test
    void aChatAgentMissingFromThreeDeliveriesOfItsAccountIsUnseenForThreeNights() {
        feed.with("accounts.ndjson", account(1), account(2));
        feed.with("chat_agents.ndjson", chatAgent(1, 1), chatAgent(1, 2), chatAgent(2, 1));
        imports.run(feed.path(), 1);
        feed.with("chat_agents.ndjson", chatAgent(1, 1));
        for (int run = 2; run <= 5; run++) {
            imports.run(feed.path(), run);
            imports.run(feed.path(), 10 + run, ImportRun.NIGHT.plusDays(run - 1));
            assertThat(nightsUnseen(1, 2)).isEqualTo(Math.min(3, run - 1));
        }

        assertThat(nightsUnseen(1, 1)).isZero();
        assertThat(nightsUnseen(2, 1)).isZero();
        feed.without("chat_agents.ndjson");
        imports.run(feed.path(), 6);
        assertThat(nightsUnseen(1, 1)).isZero();
    }

    @Test
    void theAgeOfAgentDataIsKnownForEachSide() {
        feed.with("accounts.ndjson", account(1));
        feed.with("chat_agents.ndjson", chatAgent(1, 1), "{\"account_id\":1,\"id\":\"x\"}");
        imports.run(feed.path(), 1);
        assertThat(imports.account(1).agentData()).isEqualTo(new AgentData(ImportRun.asOf(ImportRun.NIGHT), null, 1));

        feed.with("chat_agents.ndjson", chatAgent(1, 1)).with("support_users.ndjson", supportUser(1, 1));
        imports.run(feed.path(), 2);

        Instant second = ImportRun.asOf(ImportRun.NIGHT.plusDays(1));
        assertThat(imports.account(1).agentData()).isEqualTo(new AgentData(second, second, 0));
    }

    @Test
    void onlyALaterReviewReplacesOneAndBothAreKept() {
        String first = """
                {"account_id":1,"chat_agent_id":1,"decision":"CHAT_ONLY","reviewed_by":"Paul","reviewed_at":"2026-11-20T10:00:00Z"}""";
        feed.with("accounts.ndjson", account(1)).with("agent_reviews.ndjson", first);
        imports.run(feed.path(), 1);
        feed.with(
                "agent_reviews.ndjson",
                first.replace("CHAT_ONLY", "NO_CHAT"),
                first,
                first.replace("CHAT_ONLY", "NO_CHAT").replace("10:00", "11:00"));

        imports.run(feed.path(), 2);

        assertThat(imports.totals(2, "agent_reviews.ndjson"))
                .isEqualTo(new FileTotals("agent_reviews.ndjson", 3, 1, 1, 1, null));
        assertThat(imports.rejects(2))
                .singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("only a later review replaces it"));
        assertThat(imports.account(1).reviews())
                .extracting(AgentReview::decision)
                .containsExactly(AgentReview.Decision.CHAT_ONLY, AgentReview.Decision.NO_CHAT);
    }

    @Test
    void anEventIsAppliedOnce() {
        String event = """
                {"account_id":1,"event":"hold","at":"2026-12-01T00:00:00Z","by":"Paul"}""";
        feed.with("accounts.ndjson", account(1)).with("account_events.ndjson", event, event);
        imports.run(feed.path(), 1);
        AccountEvents events = imports.bean(AccountEvents.class);
        Instant at = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(events.accountsWithDue(at.minusSeconds(1), 0, 10)).isEmpty();
        AccountEvent due = events.due(events.accountsWithDue(at, 0, 10), at).get(0);

        events.applied(due, at, "Held.");

        assertThat(events.accountsWithDue(at, 0, 10)).isEmpty();
        assertThatThrownBy(() -> events.applied(due, at, "Held."))
                .isInstanceOf(IncorrectUpdateSemanticsDataAccessException.class);
        imports.run(feed.path(), 2);
        assertThat(events.accountsWithDue(at, 0, 10)).isEmpty();
        assertThat(imports.totals(2, "account_events.ndjson").unchanged()).isEqualTo(2);
    }

    @Test
    void anUnchangedFeedStoresNothing() {
        feed.with("accounts.ndjson", account(1))
                .with("chat_agents.ndjson", chatAgent(1, 1))
                .with("support_users.ndjson", supportUser(1, 1));
        imports.run(feed.path(), 1);
        List<List<Map<String, Object>>> before = content("account_id, content_hash, changed_run");

        imports.run(feed.path(), 2);

        assertThat(imports.totals(2))
                .allSatisfy(totals -> assertThat(totals).isEqualTo(new FileTotals(totals.file(), 1, 0, 1, 0, null)));
        assertThat(content("account_id, content_hash, changed_run")).isEqualTo(before);
    }

    @Test
    void anEmptyDirectoryIsAFeedAndAMissingOneIsNot() {
        assertThat(imports.run(feed.path(), 1)).isEqualTo(BatchStatus.COMPLETED);

        JobExecution execution = imports.execute(feed.path().resolve("nowhere"), 2, ImportRun.NIGHT);

        assertThat(execution.getStatus()).isEqualTo(BatchStatus.FAILED);
        assertThat(execution.getAllFailureExceptions())
                .singleElement()
                .satisfies(e -> assertThat(e)
                        .isInstanceOf(FeedRefused.class)
                        .hasMessageStartingWith("The feed directory does not exist: "));
        assertThat(execution.getStepExecutions()).hasSize(1);
    }

    @Test
    void aDifferenceToTheManifestFailsTheImportBeforeAnythingIsStored() {
        feed.with("accounts.ndjson", account(1));
        feed.with("manifest.json", """
                [{"file":"accounts.ndjson","lines":1,"sha256":"%s"}]""".formatted("0".repeat(64)));

        assertThat(imports.run(feed.path(), 1)).isEqualTo(BatchStatus.FAILED);

        assertThat(imports.bean(LegacyAccounts.class).idsAfter(0, 10)).isEmpty();
        assertThat(imports.totals(1)).isEmpty();
    }

    @Test
    void aPackedFileCutShortKeepsWhatCameBeforeAndTheNextFileIsRead() {
        String[] lines =
                IntStream.rangeClosed(1, 5000).mapToObj(id -> chatAgent(1, id)).toArray(String[]::new);
        byte[] whole = packed(lines);
        feed.with("accounts.ndjson", account(1));
        feed.with("chat_agents-1.ndjson.gz", Arrays.copyOf(whole, whole.length / 2));
        feed.with("chat_agents-2.ndjson", chatAgent(1, 9999));
        feed.with("chat_agents-3.ndjson.gz", new byte[0]);

        assertThat(imports.run(feed.path(), 1)).isEqualTo(BatchStatus.COMPLETED);

        FileTotals cut = imports.totals(1, "chat_agents-1.ndjson.gz");
        assertThat(cut.read()).isBetween(100L, 4999L).isEqualTo(cut.stored());
        assertThat(cut.problem())
                .startsWith("chat_agents-1.ndjson.gz could not be read beyond line " + cut.read() + ": ");
        assertThat(imports.totals(1, "chat_agents-2.ndjson").stored()).isEqualTo(1);
        assertThat(imports.totals(1, "chat_agents-3.ndjson.gz").problem()).contains("beyond line 0");
    }

    @Test
    void aRunThatFailsInTheMiddleIsResumedToTheSameTables() {
        feed.with("accounts.ndjson", account(1));
        String[] lines =
                IntStream.rangeClosed(1, 3500).mapToObj(id -> chatAgent(1, id)).toArray(String[]::new);
        lines[10] = "";
        lines[20] = "{";
        lines[2700] = lines[5].replace("Agent 6", "Another");
        feed.with("chat_agents.ndjson", lines).with("chat_agents-2.ndjson", chatAgent(1, 4000));
        imports.run(feed.path(), 1);
        List<List<Map<String, Object>>> undisturbed = allTables();
        TABLES.forEach(table -> imports.sql().sql("DELETE FROM " + table).update());
        imports.sql()
                .sql("ALTER TABLE chat_agent ADD CONSTRAINT full_disk CHECK (chat_agent_id <> 2500)")
                .update();

        // The run is the same one as above, so that the tables can be compared; the night makes another job of it.
        assertThat(imports.run(feed.path(), 1, ImportRun.NIGHT.plusDays(7))).isEqualTo(BatchStatus.FAILED);
        assertThat(imports.totals(1, "chat_agents.ndjson").read()).isBetween(1000L, 2500L);
        imports.sql().sql("ALTER TABLE chat_agent DROP CONSTRAINT full_disk").update();
        assertThat(imports.run(feed.path(), 1, ImportRun.NIGHT.plusDays(7))).isEqualTo(BatchStatus.COMPLETED);

        assertThat(allTables()).isEqualTo(undisturbed);
        assertThat(imports.totals(1, "chat_agents.ndjson"))
                .isEqualTo(new FileTotals("chat_agents.ndjson", 3499, 3497, 0, 2, null));
    }

    @Test
    void whateverTheLinesHoldNothingIsThrownAndTotalsAddUp() {
        Random random = new Random(20261201);
        String[] good = {account(1), chatAgent(1, 1), supportUser(1, 1), """
            {"account_id":1,"chat_agent_id":1,"decision":"NO_CHAT","reviewed_at":"2026-11-20T10:00:00Z"}""", """
            {"account_id":1,"event":"hold","at":"2026-12-01T00:00:00Z"}"""};
        String[] files = {"accounts", "chat_agents", "support_users", "agent_reviews", "account_events"};
        for (int kind = 0; kind < files.length; kind++) {
            StringBuilder text = new StringBuilder(good[kind]).append('\n');
            for (int line = 0; line < 300; line++) {
                text.append(mutated(good[kind], random)).append('\n');
            }
            feed.with(files[kind] + ".ndjson", text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }

        assertThat(imports.run(feed.path(), 1)).isEqualTo(BatchStatus.COMPLETED);

        assertThat(imports.totals(1)).hasSize(5).allSatisfy(totals -> {
            assertThat(totals.addUp()).isTrue();
            assertThat(totals.read()).isGreaterThan(250);
            assertThat(totals.rejected()).isPositive();
        });
    }

    @Test
    void anAllowListOfAMillionCharactersIsKeptOnBothSides() {
        String entries = "\"203.0.113.1\",".repeat(83_000) + "\"203.0.113.2\"";
        String ranges = "203.0.113.1 ".repeat(83_000);
        feed.with("accounts.ndjson", """
                {"account_id":1,"phase":"phase3","time_zone":"UTC","subdomain":"big","chat_ip_restriction":{"enabled":true,"entries":[%s]},"security_settings":{"ip":{"ip_restriction_enabled":true,"ip_ranges":"%s"}}}""".formatted(entries, ranges));

        imports.run(feed.path(), 1);

        assertThat(imports.rejects(1)).isEmpty();
        Account account = imports.account(1).account();
        assertThat(requireNonNull(account.chatIpRestriction()).entries()).hasSize(83_001);
        assertThat(requireNonNull(account.security()).ipRanges()).isEqualTo(ranges);
        assertThat(imports.bean(LegacyAccounts.class).legacyIdsAfter(0, 10)).isEmpty();
    }

    private int nightsUnseen(long accountId, long chatAgentId) {
        return imports.account(accountId).chatAgents().stream()
                .filter(agent -> agent.id() == chatAgentId)
                .findFirst()
                .orElseThrow()
                .nightsUnseen();
    }

    private static String mutated(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int change = random.nextInt(4); change >= 0 && !text.isEmpty(); change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) random.nextInt(256));
                case 2 -> text.setCharAt(at, "{}[]\",:0-9.eE\\u".charAt(random.nextInt(15)));
                case 3 -> text.setLength(at);
                default -> text.insert(at, text.substring(0, at));
            }
        }
        return text.toString().replace('\n', ' ');
    }

    private List<List<Map<String, Object>>> content(String columns) {
        return List.of("account", "chat_agent", "support_user").stream()
                .map(table -> imports.sql()
                        .sql("SELECT " + columns + " FROM " + table + " ORDER BY 1, 2")
                        .query()
                        .listOfRows())
                .toList();
    }

    private List<List<Map<String, Object>>> allTables() {
        return List.of(
                        "SELECT account_id, chat_agent_id, email, deleted, content_hash FROM chat_agent ORDER BY 1, 2",
                        "SELECT account_id, side, night_2, rejected FROM agent_delivery ORDER BY 1, 2",
                        "SELECT * FROM import_file ORDER BY 1, 2",
                        "SELECT file, line, field, reason FROM reject ORDER BY 1, 2, 3")
                .stream()
                .map(sql -> imports.sql().sql(sql).query().listOfRows())
                .toList();
    }
}
