package dev.chatmigration.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the accounts of a step are dealt out to partitions. */
class PartitionsTest {
    private static final String NIGHT = "2026-12-01T01:00:00Z";

    @TempDir
    private Path directory;

    private MigrationBench afterANightOver(int accounts, TestDatabase database) {
        MigrationBench bench = MigrationBench.on(database);
        TestFeed feed = new TestFeed(directory);
        LongStream.rangeClosed(1, accounts).forEach(feed::account);
        bench.nightly(feed, NIGHT);
        return bench;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rangesHoldAboutTheSameNumberOfAccountsWhoeverIsUpgraded(TestDatabase database) {
        MigrationBench bench = afterANightOver(10, database);
        AccountSource legacy = bench.bean(AccountsToDecide.class).legacy();

        assertThat(legacy.ends(3)).containsExactly(4L, 7L);

        bench.sql()
                .sql("INSERT INTO account_migration (account_id, state, held, revision, moves)"
                        + " VALUES (1, 'UPGRADED', FALSE, 1, 0)")
                .update();
        assertThat(legacy.ends(3)).containsExactly(4L, 7L);
        assertThat(legacy.ends(1)).isEmpty();
    }

    @Test
    void onPostgresqlEachPartitionIsAStepThatEndsWhereTheNextBegins() {
        MigrationBench bench = afterANightOver(9, TestDatabase.POSTGRESQL);

        List<Long> read = bench.sql().sql("""
                        SELECT read_count FROM batch_step_execution
                         WHERE step_name LIKE 'agent-merge:%'
                           AND job_execution_id = (SELECT MAX(job_execution_id) FROM batch_job_execution)
                        """).query(Long.class).list();

        assertThat(read)
                .hasSizeGreaterThan(1)
                .allSatisfy(count -> assertThat(count).isPositive());
        assertThat(read.stream().mapToLong(Long::longValue).sum()).isEqualTo(9);
    }
}
