package dev.chatmigration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.cli.Migrate;
import dev.chatmigration.importing.FeedDirectory;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed of nothing but the largest pages there may be, together far more than the memory of the process that reads it. */
class LargePagesTest {
    private static final String MEMORY = "-Xmx256m";
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int OF_EACH_KIND = 16;
    private static final String SNIPPET =
            "<script src='https://static.zdassets.com/ekr/snippet.js?key=0c1ee1a6-0000-4000-8000-000000000001'></script>";

    @TempDir
    private Path folder;

    @Test
    void aNightOfTheLargestPagesRunsInLittleMemory() throws Exception {
        FeedDirectory feed = new FeedDirectory(Files.createDirectory(folder.resolve("feed")));
        String text = "<p>An ordinary sentence of a large page.</p> ".repeat(LARGEST / 45 + 1);
        String ordinary = text.substring(0, LARGEST);
        String withSnippet = SNIPPET + text.substring(0, LARGEST - SNIPPET.length());
        feed.with("accounts.ndjson", FeedDirectory.account(1));
        feed.with("ordinary.html", ordinary.getBytes(StandardCharsets.UTF_8))
                .with("snippet.html", withSnippet.getBytes(StandardCharsets.UTF_8));
        try (Writer inLines = packed(feed.path().resolve("site_pages.ndjson.gz"));
                Writer inFiles = packed(feed.path().resolve("site_pages-2.ndjson.gz"))) {
            for (int i = 0; i < OF_EACH_KIND; i++) {
                boolean snippet = i % 8 == 7;
                inLines.write(page("in-line/" + i, "\"html\":\"" + (snippet ? withSnippet : ordinary) + "\""));
                inFiles.write(
                        page("in-file/" + i, "\"html_file\":\"" + (snippet ? "snippet" : "ordinary") + ".html\""));
            }
        }

        Path said = folder.resolve("said");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MEMORY,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Migrate.class.getName(),
                        "nightly",
                        "--feed",
                        feed.path().toString(),
                        "--as-of",
                        "2026-11-01T01:00:00Z",
                        "--data",
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        assertThat(status).as(Files.readString(said)).isIn(0, 2);
        try (Connection database = DriverManager.getConnection(
                "jdbc:h2:file:" + folder.resolve("data/migration") + ";IFEXISTS=TRUE", "sa", "")) {
            assertThat(number(database, "SELECT COUNT(*) FROM page_verdict")).isEqualTo(2 * OF_EACH_KIND);
            assertThat(number(database, "SELECT COUNT(*) FROM page_verdict WHERE widget = 'web_widget'"))
                    .isEqualTo(4);
            assertThat(number(
                            database,
                            "SELECT read_count FROM batch_step_execution WHERE step_name = 'widget-detection'"))
                    .as("Spring Batch counts pages")
                    .isEqualTo(2 * OF_EACH_KIND);
        }
    }

    private static String page(String path, String html) {
        return "{\"account_id\":1,\"url\":\"https://customer-1.example/" + path + "\"," + html + "}\n";
    }

    private static Writer packed(Path file) throws IOException {
        return new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8);
    }

    private static long number(Connection database, String query) throws SQLException {
        try (Statement sql = database.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
