package dev.chatmigration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flyway compares every script with what was applied, so a changed checksum tells whether it was asked. */
class SchemaUpdatesTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tablesThatAreUpToDateAreNotComparedAgain(TestDatabase database) {
        Map<String, String> same = database.create();
        change(same, "UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '2'");

        change(same, "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '3'");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aScriptThatWasNotAppliedYetIsAMatterForFlyway(TestDatabase database) {
        Map<String, String> same = database.create();
        change(same, "UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '2'");
        change(same, "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '3'");

        assertThatThrownBy(() -> TestMigration.on(same, context -> {}).close())
                .hasRootCauseInstanceOf(FlywayValidateException.class);
    }

    private static void change(Map<String, String> database, String sql) {
        try (TestMigration migration = TestMigration.on(database, context -> {})) {
            assertThat(migration.sql().sql(sql).update()).isEqualTo(1);
        }
    }
}
