package dev.chatmigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.cli.Console.Answer;
import dev.chatmigration.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A dry run does what the run would do, and leaves nothing behind. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DryRunTest {
    private static final String FEED = Path.of("..", "config", "sample-feed").toString();
    private static final List<String> SETTINGS = List.of(
            "MIGRATION_DATABASE_URL",
            "MIGRATION_DATABASE_USER",
            "MIGRATION_DATABASE_PASSWORD",
            "migration.brake.accounts",
            "migration.brake.share");

    private final TestDatabase database;
    private String url = "";

    @TempDir
    private Path folder;

    DryRunTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void nameTheDatabase() {
        if (database == TestDatabase.POSTGRESQL) {
            Map<String, String> made = database.create();
            url = String.valueOf(made.get("spring.datasource.url"));
            System.setProperty("MIGRATION_DATABASE_URL", url);
            System.setProperty("MIGRATION_DATABASE_USER", "postgres");
            System.setProperty("MIGRATION_DATABASE_PASSWORD", "");
        }
    }

    @AfterEach
    void forgetTheDatabase() {
        SETTINGS.forEach(System::clearProperty);
    }

    @Test
    void whatADryRunPlansIsWhatTheRunThenDoes() throws IOException, SQLException {
        String[] weeks = {"run", "--feed", FEED, "--as-of", "2026-12-21T01:00:00Z", "--until", "2026-12-22T06:00:00Z"};
        on("run", "--feed", FEED, "--as-of", "2026-12-01T01:00:00Z", "--until", "2026-12-01T01:00:00Z");
        Map<String, String> before = exported("before");
        List<String> filesBefore = files();

        Answer dry = on(weeks, "--dry-run", "--plan", folder.resolve("plan").toString());

        assertThat(dry.out())
                .contains("DRY RUN: done on a copy", "Steps of accounts  ", "STARTED", "UPGRADING to UPGRADED");
        assertThat(files()).isEqualTo(filesBefore);
        assertThat(schemas()).noneMatch(schema -> schema.startsWith("dry_run_"));
        assertThat(exported("after")).isEqualTo(before);

        Answer real = on(weeks);

        assertThat(exported("real")).isEqualTo(read(folder.resolve("plan")));
        assertThat(real.exitCode()).isEqualTo(dry.exitCode());
    }

    @Test
    void whereTheBrakeStopsTheRunItsPlanSaysSoAndAReleaseLetsItGoOn() {
        String[] weeks = {"run", "--feed", FEED, "--as-of", "2026-12-21T01:00:00Z", "--until", "2026-12-22T06:00:00Z"};
        on("run", "--feed", FEED, "--as-of", "2026-12-01T01:00:00Z", "--until", "2026-12-01T01:00:00Z");
        System.setProperty("migration.brake.accounts", "0");
        System.setProperty("migration.brake.share", "0");

        Answer dry = on(weeks, "--dry-run");
        Answer real = on(weeks);

        for (Answer stopped : List.of(dry, real)) {
            assertThat(stopped.exitCode()).isEqualTo(2);
            assertThat(stopped.out())
                    .contains("2026-12-21 would see ", "Stopped   upgrades stopped by batch")
                    .contains("./migrate release --all upgrades --by WHO --reason WHY")
                    .doesNotContain("STARTED", "upgraded 1");
        }
        assertThat(on(weeks).exitCode()).isEqualTo(2);
        assertThat(on("status").out()).contains("Stopped   upgrades stopped by batch");

        assertThat(on("release", "--all", "upgrades", "--by", "Ann", "--reason", "planned")
                        .out())
                .contains("All upgrades go on with the next run.");
        assertThat(on(weeks).out()).contains("Going on from 2026-12-21T11:00:00Z", "upgraded 1");
    }

    @Test
    void aDryRunLooksAheadOnTheRealClockAndOnAnEmptyDatabase() throws SQLException {
        Answer ahead = on(
                "run",
                "--feed",
                FEED,
                "--dry-run",
                "--as-of",
                "2026-11-20T01:00:00Z",
                "--until",
                "2026-11-21T01:00:00Z");

        assertThat(ahead.out()).contains("Night 2026-11-21", "scheduled");
        assertThat(on("status").out()).contains("No nightly run yet.").doesNotContain("SIMULATED");
        assertThat(schemas()).noneMatch(schema -> schema.startsWith("dry_run_"));
    }

    @Test
    void aPlanIsWrittenForADryRunOnly() {
        Answer refused =
                on("run", "--feed", FEED, "--plan", folder.resolve("plan").toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("--plan goes with --dry-run");
        assertThat(folder.resolve("plan")).doesNotExist();
    }

    @Test
    void whatAKilledDryRunLeftIsClearedAwayByTheNext() throws IOException, SQLException {
        Path left = Files.createDirectories(folder.resolve("data/dry-run-1/mail"));
        if (database == TestDatabase.POSTGRESQL) {
            execute("CREATE SCHEMA dry_run_1");
        }

        on("run", "--feed", FEED, "--dry-run", "--as-of", "2026-11-20T01:00:00Z");

        assertThat(left).doesNotExist();
        assertThat(schemas()).noneMatch(schema -> schema.startsWith("dry_run_"));
    }

    private Answer on(String... command) {
        return on(command, new String[0]);
    }

    private Answer on(String[] command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        if (database == TestDatabase.POSTGRESQL) {
            all.addAll(List.of("--profile", "postgres"));
        }
        return Console.migrate(all.toArray(String[]::new));
    }

    private Map<String, String> exported(String name) throws IOException {
        Path directory = folder.resolve(name);
        assertThat(on("export", directory.toString()).exitCode()).isZero();
        return read(directory);
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return files;
    }

    /** All files but the one that says who works in the folder. */
    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
            return all.map(Path::toString)
                    .filter(file -> !file.endsWith("lock"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private List<String> schemas() throws SQLException {
        List<String> names = new ArrayList<>();
        if (database == TestDatabase.POSTGRESQL) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                    Statement statement = connection.createStatement();
                    var found = statement.executeQuery("SELECT nspname FROM pg_namespace")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            assertThat(names).contains("public");
        }
        return names;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
