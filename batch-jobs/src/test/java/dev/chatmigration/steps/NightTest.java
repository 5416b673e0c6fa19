package dev.chatmigration.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NightTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatARunWritesIsDueInThatRunHoweverFineItsClockIs(TestDatabase database) {
        MigrationBench bench = MigrationBench.on(database);
        TestFeed feed = new TestFeed(directory);
        feed.account(1).asked("2026-11-20T10:00:00Z");

        bench.nightly(feed, "2026-12-01T10:00:00.0000007Z");

        assertThat(bench.sql()
                        .sql("SELECT status FROM outbox WHERE account_id = 1")
                        .query(String.class)
                        .list())
                .containsExactly("SENT");
    }
}
