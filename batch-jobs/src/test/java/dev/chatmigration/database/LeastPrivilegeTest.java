package dev.chatmigration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.jobs.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role that runs the batches, as {@code config/deployment/postgresql-roles.sql} makes it. */
class LeastPrivilegeTest {
    private static final Path ROLES = Path.of("..", "config", "deployment", "postgresql-roles.sql");
    private static final Path FEED = Path.of("..", "config", "sample-feed");

    @TempDir
    private static Path data;

    private static String url = "";

    @BeforeAll
    static void makeTheTablesAsTheirOwner() throws IOException, SQLException {
        // A user named in the address would go before the one that connects.
        url = String.valueOf(TestDatabase.POSTGRESQL.create().get("spring.datasource.url"))
                .replace("user=postgres&", "");
        // As careful administrators have it, who give what is needed and nothing else.
        execute(
                "postgres",
                "DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $$");
        execute("postgres", Files.readString(ROLES));
        application("chatmigration_owner").close();
        execute("postgres", Files.readString(ROLES));
    }

    @AfterAll
    static void forgetTheRolesPrivileges() throws SQLException {
        execute("postgres", "DROP OWNED BY chatmigration; DROP OWNED BY chatmigration_owner");
    }

    @Test
    void nightsAndUpgradesNeedNoMoreThanRowsOfTables() {
        try (TestMigration migration = application("chatmigration")) {
            Timeline timeline = migration.bean(Timeline.class);
            timeline.once(FEED, Instant.parse("2026-12-01T01:00:00Z"));

            assertThat(timeline.until(
                            FEED,
                            Instant.parse("2026-12-21T01:00:00Z"),
                            Instant.parse("2026-12-22T01:00:00Z"),
                            event -> {}))
                    .extracting(Run::outcome)
                    .containsOnly(Outcome.COMPLETED);
            assertThat(migration
                            .sql()
                            .sql("SELECT COUNT(*) FROM account_upgrade")
                            .query(Long.class)
                            .single())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE account",
                "ALTER TABLE account ADD COLUMN more VARCHAR",
                "TRUNCATE account",
                "CREATE TABLE mine (id BIGINT)",
                "UPDATE audit SET done_by = 'nobody'",
                "DELETE FROM audit",
                "DELETE FROM setup_link_event",
                "DELETE FROM undone_upgrade",
                "DELETE FROM undone_agent",
                "DELETE FROM flyway_schema_history"
            })
    void theRoleOfTheBatchesNeitherChangesTablesNorRecordsOfThePast(String forbidden) throws SQLException {
        assertThatThrownBy(() -> execute("chatmigration", forbidden))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
        execute("chatmigration", "DELETE FROM account");
    }

    private static TestMigration application(String role) {
        return TestMigration.on(
                TestDatabase.POSTGRESQL,
                "spring.datasource.url=" + url,
                "spring.datasource.username=" + role,
                "migration.data-dir=" + data);
    }

    private static void execute(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, role, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
