package dev.chatmigration.agentmerge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.csv.CsvRows;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.importing.ReviewCsv;
import dev.chatmigration.importing.ReviewCsv.Imported;
import dev.chatmigration.importing.ReviewCsv.RefusedRow;
import dev.chatmigration.testing.FeedAccount;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that leave for the account's administrators, and what they bring back. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReviewRoundTripTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private final MigrationBench bench;
    private final TestFeed feed;
    private final Path folder;

    ReviewRoundTripTest(TestDatabase database, @TempDir Path directory) throws IOException {
        bench = MigrationBench.on(database);
        feed = new TestFeed(Files.createDirectory(directory.resolve("feed")));
        folder = directory;
    }

    @Test
    void everyAgentOfAccountsNotUpgradedHasARowThatHelpsToDecide() throws IOException {
        feed.linkedAccount(1)
                .chatAgent(1002, "=cmd@customer-1.example")
                .chatAgent(1003, "shared@customer-1.example")
                .chatAgent(1004, "shared@customer-1.example")
                .supportUser(1502, "+cmd@customer-1.example", "agent");
        feed.account(2);
        feed.account(3).with("phase", "phase4");
        bench.nightly(feed, NIGHT);
        bench.schedule(2, NIGHT, "2026-12-01T22:00");
        bench.upgrade(bench.slot(2));

        Map<String, CsvRows.Row> rows = exported();

        assertThat(rows).containsOnlyKeys("1001", "1002", "1003", "1004");
        CsvRows.Row same = row(rows, 1001);
        assertThat(same.cell("scenario")).isEqualTo("SAME_EMAIL");
        assertThat(same.cell("proposed_support_user_id")).isEqualTo("1501");
        assertThat(same.cell("account_name")).isEqualTo("Customer 1");
        assertThat(same.cell("waits")).isEqualTo("no");
        assertThat(same.cell("decision")).isNull();
        assertThat(same.cell("suggestions")).isNull();
        assertThat(same.cell("allowed_decisions")).isEqualTo("SAME_PERSON, CHAT_ONLY with another email, NO_CHAT");
        CsvRows.Row lookAlike = row(rows, 1002);
        assertThat(lookAlike.cell("suggestions")).startsWith("75 near-address: Support agent 1502");
        assertThat(lookAlike.cell("chat_email")).isEqualTo("=cmd@customer-1.example");
        assertThat(Files.readString(folder.resolve("reviews.csv"))).contains(",'=cmd@customer-1.example,");
        assertThat(lookAlike.cell("allowed_decisions")).isEqualTo("SAME_PERSON, CHAT_ONLY, NO_CHAT");
        CsvRows.Row duplicate = row(rows, 1003);
        assertThat(duplicate.cell("waits")).isEqualTo("yes");
        assertThat(duplicate.cell("waits_reason"))
                .startsWith("agent-duplicate: 2 Chat agents")
                .contains("1004");
        assertThat(duplicate.cell("allowed_decisions")).isNull();
    }

    @Test
    void anExportComesBackUnchangedUntilSomebodyDecides() throws IOException {
        feed.linkedAccount(1)
                .chatAgent(1002, "two@customer-1.example")
                .chatAgent(1003, "three@customer-1.example")
                .supportUser(1502, "+cmd@customer-1.example", "agent");
        bench.nightly(feed, NIGHT);

        Imported untouched = imported(export(), NOON);
        Imported decided = imported(
                table("1;1002;SAME_PERSON;1502;'+cmd@customer-1.example;agent;", "1;1003;NO_CHAT;;;;gone"), NOON);
        Imported again = imported(export(), NOON.plusSeconds(60));

        assertThat(untouched).isEqualTo(new Imported(3, 0, 3, untouched.header(), List.of()));
        assertThat(decided.stored()).isEqualTo(2);
        assertThat(again).isEqualTo(new Imported(3, 0, 3, again.header(), List.of()));
        assertThat(reviews()).extracting(AgentReview::email).containsExactly("+cmd@customer-1.example", null);
        bench.nightly(feed, "2026-12-02T01:00:00Z");
        CsvRows.Row row = row(exported(), 1002);
        assertThat(row.cell("decision")).isEqualTo("SAME_PERSON");
        assertThat(row.cell("role")).isEqualTo("agent");
        assertThat(row.cell("reviewed_by")).isEqualTo("Paul");
        assertThat(row.cell("scenario")).isEqualTo("TWO_EMAILS");
        assertThat(row(exported(), 1003).cell("scenario")).isNull();
    }

    @Test
    void aDecisionByHandReplacesOneThatTheFeedDatesLater() throws IOException {
        feed.linkedAccount(1).chatAgent(1002, "two@customer-1.example").review(1002, 1501);
        bench.nightly(feed, NIGHT);
        Instant inTheFeed = reviews().get(0).reviewedAt();

        Imported imported = imported(table("1;1002;NO_CHAT;;;;"), inTheFeed.minusSeconds(3_600));

        assertThat(imported.stored()).isEqualTo(1);
        AgentReview latest = reviews().stream()
                .max(Comparator.comparing(AgentReview::reviewedAt))
                .orElseThrow();
        assertThat(latest.decision()).isEqualTo(AgentReview.Decision.NO_CHAT);
        assertThat(latest.reviewedAt()).isAfter(inTheFeed);
    }

    @Test
    void aRowThatCannotBeTakenSaysWhy() throws IOException {
        feed.linkedAccount(1).chatAgent(1002, "two@customer-1.example");
        bench.nightly(feed, NIGHT);

        Imported imported = imported(
                table(
                        "1;1002;NO_CHAT;;;;",
                        "1;1002;NO_CHAT;;;;",
                        "1;1002;CHAT_ONLY;;;;",
                        "1;1009;NO_CHAT;;;;",
                        "1;1001;SAME_PERSON;;;;",
                        "1;1001;SAME_PERSON;3.612E+11;;;",
                        "1;1001;;1501;;;",
                        "1;1001;CHAT_ONLY;;;queen;"),
                NOON);

        assertThat(imported.read()).isEqualTo(8);
        assertThat(imported.stored()).isEqualTo(1);
        assertThat(imported.unchanged()).isEqualTo(1);
        assertThat(imported.refused()).extracting(RefusedRow::line).containsExactlyInAnyOrder(4L, 5L, 6L, 7L, 8L, 9L);
        Map<Long, String> reasons =
                imported.refused().stream().collect(Collectors.toMap(RefusedRow::line, RefusedRow::reason));
        assertThat(reasons.get(4L)).contains("decides twice");
        assertThat(reasons.get(5L)).contains("no Chat agent 1009 in account 1");
        assertThat(reasons.get(6L)).startsWith("support_user_id: Expected an id");
        assertThat(reasons.get(7L)).contains("3.612E+11").contains("spreadsheet has rounded");
        assertThat(reasons.get(8L)).contains("Expected a decision");
        assertThat(reasons.get(9L)).startsWith("role: ").contains("queen");
    }

    @Test
    @Timeout(60)
    void fiveThousandDecisionsTakeSecondsAndNothingTheSecondTime() throws IOException {
        FeedAccount account = feed.account(1);
        StringBuilder table = new StringBuilder("account_id,chat_agent_id,decision\n");
        for (long agent = 10_000; agent < 15_000; agent++) {
            account.chatAgent(agent, "agent-" + agent + "@customer-1.example");
            table.append("1,").append(agent).append(",CHAT_ONLY\n");
        }
        bench.nightly(feed, NIGHT);
        Path csv = Files.writeString(folder.resolve("many.csv"), table);

        assertThat(imported(csv, NOON).stored()).isEqualTo(5_000);
        assertThat(imported(csv, NOON).unchanged()).isEqualTo(5_000);
        assertThat(imported(export(), NOON).unchanged()).isEqualTo(5_001);
    }

    @Test
    void identityProvidersLearnOfActiveAgentsKnownToChatOnly() throws IOException {
        for (long id : List.of(1L, 2L)) {
            feed.linkedAccount(id)
                    .enforcingSso()
                    .with("plan", "team")
                    .chatAgent(id * 1000 + 2, "new@customer-" + id + ".example")
                    .chatAgent(id * 1000 + 3, "off@customer-" + id + ".example", "enabled", 0);
        }
        feed.linkedAccount(3).with("plan", "enterprise").chatAgent(3002, "new@customer-3.example");
        bench.nightly(feed, NIGHT);
        Path all = folder.resolve("sso.csv");
        Path one = folder.resolve("sso-2.csv");

        assertThat(bench.bean(SsoSheet.class).write(all, false, null)).isEqualTo(2);
        assertThat(bench.bean(SsoSheet.class).write(one, false, 2L)).isEqualTo(1);
        try (CsvRows rows = CsvRows.open(one, List.of("account_id", "email"))) {
            CsvRows.Row row = rows.next(2).get(0);
            assertThat(row.cell("email")).isEqualTo("new@customer-2.example");
            assertThat(row.cell("display_name")).isEqualTo("Agent 2002");
            assertThat(row.cell("role")).isEqualTo("contributor");
            assertThat(row.cell("sign_on_configurations")).isEqualTo("Okta");
        }
    }

    private Path export() throws IOException {
        Path csv = folder.resolve("reviews.csv");
        bench.bean(ReviewSheet.class).write(csv, true);
        return csv;
    }

    private Map<String, CsvRows.Row> exported() throws IOException {
        try (CsvRows rows = CsvRows.open(export(), ReviewCsv.COLUMNS)) {
            return rows.next(1000).stream()
                    .collect(Collectors.toMap(row -> String.valueOf(row.cell("chat_agent_id")), row -> row));
        }
    }

    private static CsvRows.Row row(Map<String, CsvRows.Row> rows, long agent) {
        return Objects.requireNonNull(rows.get(Long.toString(agent)));
    }

    private Path table(String... rows) throws IOException {
        return Files.writeString(
                folder.resolve("table.csv"),
                "account_id;chat_agent_id;decision;support_user_id;email;role;remark\n" + String.join("\n", rows));
    }

    private Imported imported(Path csv, Instant at) throws IOException {
        return bench.bean(ReviewCsv.class).read(csv, "Paul", at);
    }

    private List<AgentReview> reviews() {
        return bench.bean(LegacyAccounts.class).withAgents(List.of(1L)).get(0).reviews();
    }
}
