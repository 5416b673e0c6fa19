package dev.chatmigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.cli.Console.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process ends another that has the embedded database for itself. */
class StopCommandTest {
    private static final String FEED = Path.of("..", "config", "sample-feed").toString();
    private static final int MOST_TENTHS = 600;

    @TempDir
    private Path folder;

    @Test
    void theProcessThatHoldsTheEmbeddedDatabaseEndsAndItsRunKeepsWhoAskedAndWhy() throws Exception {
        String data = folder.resolve("data").toString();
        Path output = folder.resolve("output");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Migrate.class.getName(),
                        "run",
                        "--feed",
                        FEED,
                        "--as-of",
                        "2026-12-01T01:00:00Z",
                        "--until",
                        "2027-12-01T01:00:00Z",
                        "--data",
                        data)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            for (int waits = 0; !Files.readString(output).contains("Night 2026-12-01"); waits++) {
                assertThat(run.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
                assertThat(waits).as("tenths of a second").isLessThan(MOST_TENTHS);
            }

            Answer nobody = Console.migrate("stop", "--by", "Ann", "--reason", " ", "--data", data);
            Answer stop = Console.migrate("stop", "--by", "Ann", "--reason", "a new disk", "--data", data);

            assertThat(nobody.exitCode()).isEqualTo(ExitCode.NOTHING_STARTED);
            assertThat(stop.exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(stop.out()).contains("Process " + run.pid() + " was asked to stop");
            assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            run.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(run.exitValue()).as(said).isEqualTo(ExitCode.UNFINISHED);
        assertThat(said).contains("Stopped by Ann: a new disk.");
        assertThat(folder.resolve("data/stop-request")).doesNotExist();
        try (Connection database = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("data/migration") + ";IFEXISTS=TRUE", "sa", "");
                Statement sql = database.createStatement();
                ResultSet kept = sql.executeQuery("SELECT done_by, reason FROM audit WHERE what = 'STOPPED'")) {
            assertThat(kept.next()).isTrue();
            assertThat(kept.getString(1) + ": " + kept.getString(2)).isEqualTo("Ann: a new disk");
            assertThat(kept.next()).isFalse();
        }
    }
}
