package dev.chatmigration.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.jobs.JobRuns.AlreadyRunning;
import dev.chatmigration.steps.Night;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Deciding about one account again: beside no night, and without reading the others. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RecheckTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";

    /** Tables that have rows for every account. */
    private static final List<String> OF_ACCOUNTS = List.of(
            "account",
            "chat_agent",
            "support_user",
            "agent_review",
            "agent_delivery",
            "agent_decision",
            "agent_proposal",
            "agent_left_out",
            "ip_decision",
            "page_verdict",
            "finding",
            "account_migration");

    private final TestDatabase database;
    private final MigrationBench bench;
    private final TestFeed feed;

    RecheckTest(TestDatabase database, @TempDir Path directory) {
        this.database = database;
        bench = MigrationBench.on(database);
        feed = new TestFeed(directory);
    }

    @Test
    void noOtherAccountIsRead() {
        for (long id = 1; id <= 40; id++) {
            feed.linkedAccount(id)
                    .chatAgent(id * 1000 + 2, "chat.only@customer-" + id + ".example")
                    .withMissingAddress()
                    .page("https://customer-" + id + ".example/", "<html></html>", Map.of());
        }
        long run = bench.nightly(feed, NIGHT).id();
        bench.sql()
                .sql("UPDATE chat_agent SET display_name = 'Chat Only' WHERE account_id = 7")
                .update();
        bench.sql()
                .sql("UPDATE account SET support_ip_ranges = '198.51.100.7' WHERE account_id = 7")
                .update();

        List<String> readWhole = Objects.requireNonNull(new TransactionTemplate(
                        bench.bean(PlatformTransactionManager.class))
                .execute(status -> {
                    Map<String, Long> before = watch();
                    var change = bench.bean(Recheck.class)
                            .of(bench.account(7), new Night(run, LocalDate.parse("2026-12-01"), Instant.parse(NIGHT)));
                    assertThat(change.orElseThrow().gone())
                            .extracting(finding -> finding.check().label())
                            .contains("ip-not-covered");
                    return database == TestDatabase.H2 ? scannedByH2() : scannedByPostgres(before);
                }));

        assertThat(readWhole).doesNotContainAnyElementsOf(OF_ACCOUNTS);
    }

    /** From here on, whatever could be read by an index is; what is read as a whole has none that fits. */
    private Map<String, Long> watch() {
        if (database == TestDatabase.H2) {
            bench.sql().sql("SET QUERY_STATISTICS TRUE").update();
            return Map.of();
        }
        bench.sql().sql("DISCARD PLANS").update(); // those that this session made for tables of few rows
        bench.sql().sql("SET LOCAL enable_seqscan = off").update();
        return scans();
    }

    /** Of this session, what it has not handed to the server's statistics yet: only differences mean something. */
    private Map<String, Long> scans() {
        Map<String, Long> scans = new HashMap<>();
        bench.sql()
                .sql("SELECT relname, seq_scan FROM pg_stat_xact_user_tables")
                .query(row -> {
                    scans.put(row.getString(1), row.getLong(2));
                });
        return scans;
    }

    private List<String> scannedByPostgres(Map<String, Long> before) {
        return scans().entrySet().stream()
                .filter(scan -> scan.getValue() > before.getOrDefault(scan.getKey(), 0L))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> scannedByH2() {
        return bench
                .sql()
                .sql("SELECT sql_statement FROM information_schema.query_statistics")
                .query(String.class)
                .list()
                .stream()
                .flatMap(statement -> scannedByH2(statement).stream())
                .toList();
    }

    private List<String> scannedByH2(String statement) {
        if (!statement.contains("UNNEST") && !statement.contains("WHERE")) {
            return List.of();
        }
        String plan = bench.bean(JdbcTemplate.class).execute("EXPLAIN " + statement, (PreparedStatement explain) -> {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setObject(i, null);
            }
            try (ResultSet result = explain.executeQuery()) {
                return result.next() ? result.getString(1) : "";
            }
        });
        return Pattern.compile("PUBLIC\\.([A-Z_]+)\\.tableScan")
                .matcher(String.valueOf(plan).replace("\"", ""))
                .results()
                .map(scan -> scan.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void aNightAndARecheckDoNotWriteOverEachOther() {
        feed.account(1);
        bench.nightly(feed, NIGHT);
        JobRuns jobs = bench.bean(JobRuns.class);

        jobs.betweenNights(() -> {
            assertThatThrownBy(() -> bench.nightly(feed, NIGHT))
                    .isInstanceOf(AlreadyRunning.class)
                    .hasMessageStartingWith("Another process runs the nightly job on this database");
            return true;
        });

        assertThat(bench.nightly(feed, NIGHT).attempt()).isEqualTo(2);
    }
}
