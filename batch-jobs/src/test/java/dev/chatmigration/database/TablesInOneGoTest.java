package dev.chatmigration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatmigration.testing.FailPoints;
import dev.chatmigration.testing.FailPoints.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The very first start on a data folder, cut off while tables are made. */
class TablesInOneGoTest {
    private static final int PLACES = 6;

    @TempDir
    private Path directory;

    @Test
    void aFirstStartThatIsKilledWhileItMakesTablesIsMadeAnewByTheNext() throws IOException {
        KillableDatabase database = KillableDatabase.on(TestDatabase.H2, directory);
        FailPoints noted = FailPoints.noting();
        List<String> undisturbed = tables(database, noted);
        List<Point> places = noted.met().stream()
                .filter(point -> !point.what().contains("COMMIT"))
                .toList();

        for (Point place : IntStream.range(0, PLACES)
                .mapToObj(n -> places.get((2 * n + 1) * places.size() / (2 * PLACES)))
                .toList()) {
            Files.delete(directory.resolve("current.mv.db"));
            FailPoints deadly = FailPoints.killingAt(place, database::cutOff);
            assertThatThrownBy(() -> tables(database, deadly))
                    .as(place.toString())
                    .isNotNull();
            assertThat(deadly.reached()).as(place.toString()).isTrue();

            TablesInOneGo.putBack(directory.resolve("current"));

            assertThat(tables(database, FailPoints.noting()))
                    .as(place.toString())
                    .isEqualTo(undisturbed);
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.map(Path::getFileName).map(String::valueOf))
                        .doesNotContain("current.before.zip", "current.before.zip.part", "current.mv.db.part");
            }
        }
    }

    private List<String> tables(KillableDatabase database, FailPoints points) {
        try (TestMigration migration = TestMigration.on(
                database.settings(),
                points.between(),
                "migration.data-dir=" + directory.resolve("data"),
                "logging.level.root=OFF")) {
            return migration
                    .sql()
                    .sql("SELECT table_name FROM information_schema.tables ORDER BY table_name")
                    .query(String.class)
                    .list();
        }
    }
}
