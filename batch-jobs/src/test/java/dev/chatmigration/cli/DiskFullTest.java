package dev.chatmigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.cli.Console.Answer;
import dev.chatmigration.database.StoppablePostgresql;
import dev.chatmigration.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk is full: one sentence, no half file that looks whole, and the same command goes on once there is room. */
class DiskFullTest {
    private static final List<String> NIGHT = List.of(
            "run",
            "--feed",
            Path.of("..", "config", "sample-feed").toString(),
            "--as-of",
            "2026-12-01T01:00:00Z",
            "--until",
            "2026-12-01T01:00:00Z");
    private static final List<String> DATABASE =
            List.of("MIGRATION_DATABASE_URL", "MIGRATION_DATABASE_USER", "MIGRATION_DATABASE_PASSWORD");
    private static final int ENOUGH = 100_000;

    @TempDir
    private Path folder;

    @AfterEach
    void forgetTheDatabase() {
        DATABASE.forEach(System::clearProperty);
    }

    @Test
    void whereTheDataFolderIsFullTheFirstStartAndTheNightGoOnOnceThereIsRoom() throws IOException {
        Map<String, String> undisturbed = undisturbed();
        Path data = folder.resolve("data");
        try (SmallDisk disk = SmallDisk.at(data, 300)) {
            List<Integer> statuses = new ArrayList<>();
            for (int kilobytes : List.of(300, 1500, 3000, 4000, 5000, 6000, 8000)) {
                disk.resize(kilobytes);
                Answer full = on(data, NIGHT);
                statuses.add(full.exitCode());
                if (full.exitCode() != 2) {
                    requireOneSentence(full, kilobytes + " KB");
                }
            }
            assertThat(statuses).contains(1, 3);

            disk.resize(ENOUGH);

            assertThat(on(data, NIGHT).exitCode()).isIn(0, 2);
            assertThat(exported(data)).isEqualTo(undisturbed);
        }
    }

    @Test
    void whereTheFolderOfMailsIsFullTheyWait() throws IOException {
        Map<String, String> undisturbed = undisturbed();
        Path data = folder.resolve("data");
        Path mails = data.resolve("mail");
        try (SmallDisk disk = SmallDisk.at(mails, 12)) {
            Answer full = on(data, NIGHT);

            assertThat(full.exitCode()).isEqualTo(2);
            assertThat(full.out()).contains("Mails wait: the folder " + mails, "No space left on device");
            assertThat(full.out() + full.err()).doesNotContain("\tat ");
            try (Stream<Path> files = Files.list(mails)) {
                assertThat(files).allMatch(file -> file.toString().endsWith(".eml"));
            }
            disk.resize(ENOUGH);
            assertThat(on(data, NIGHT).exitCode()).isZero();
            assertThat(exported(data).get("mails.ndjson")).isEqualTo(undisturbed.get("mails.ndjson"));
            try (Stream<Path> files = Files.list(mails)) {
                assertThat(files.map(file -> String.valueOf(file.getFileName()))
                                .sorted()
                                .toList())
                        .isEqualTo(eml(folder.resolve("undisturbed/mail")));
            }
        }
    }

    @Test
    void anExportToAFullDiskSaysSoAndLeavesNoHalfFile() throws IOException {
        Map<String, String> undisturbed = undisturbed();
        Path data = folder.resolve("undisturbed");
        Path target = folder.resolve("export");
        try (SmallDisk disk = SmallDisk.at(target, 40)) {
            Answer full = on(data, List.of("export", target.toString()));

            assertThat(full.exitCode()).isEqualTo(3);
            requireOneSentence(full, "export");
            assertThat(full.err()).contains("The export to " + target + " could not be finished", "The disk is full");
            read(target).forEach((file, content) -> assertThat(content).as(file).isEqualTo(undisturbed.get(file)));
            disk.resize(ENOUGH);
            assertThat(on(data, List.of("export", target.toString())).exitCode())
                    .isZero();
            assertThat(read(target)).isEqualTo(undisturbed);
        }
    }

    @Test
    void refusedRowsThatFindNoRoomAreNamedAndLeaveNoHalfFile() throws IOException {
        Path data = folder.resolve("data");
        on(data, NIGHT);
        Path disk = folder.resolve("disk");
        try (SmallDisk small = SmallDisk.at(disk, 8)) {
            Path csv = disk.resolve("reviews.csv");
            Files.writeString(
                    csv,
                    "account_id,chat_agent_id,decision,support_user_id,email,role\n"
                            + "1,1,CHAT_ONLY,,,\n".repeat(200));

            Answer full = on(data, List.of("review", "import", csv.toString(), "--by", "Ann"));

            assertThat(full.exitCode()).isEqualTo(3);
            assertThat(full.err())
                    .contains("The refused rows could not be written beside " + csv, "No space left on device")
                    .doesNotContain("\tat ");
            try (Stream<Path> files = Files.list(disk)) {
                assertThat(files).containsExactly(csv);
            }
            small.resize(ENOUGH);
            assertThat(on(data, List.of("review", "import", csv.toString(), "--by", "Ann"))
                            .out())
                    .contains("Correct these rows and import them again: ");
        }
    }

    @Test
    void whereTheDiskOfPostgresqlIsFullTheStepFailsAndTheSameCommandGoesOn() throws IOException {
        Map<String, String> undisturbed;
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), 400_000);
                StoppablePostgresql server = new StoppablePostgresql(folder.resolve("disk/pg"))) {
            nameTheDatabase(server);
            onServer(NIGHT);
            undisturbed = exportedFromServer();
            server.makeEmpty();
            assertThat(onServer(List.of("status")).exitCode()).isZero();
            disk.fill();

            Answer full = onServer(NIGHT);

            assertThat(full.exitCode()).isEqualTo(3);
            assertThat(full.out() + full.err()).contains("The disk is full").doesNotContain("\tat ");
            disk.resize(2 * 400_000);
            server.startAgain();
            assertThat(onServer(NIGHT).exitCode()).isEqualTo(2);
            assertThat(exportedFromServer()).isEqualTo(undisturbed);
        }
    }

    private static void nameTheDatabase(StoppablePostgresql server) {
        System.setProperty(
                "MIGRATION_DATABASE_URL", String.valueOf(server.settings().get("spring.datasource.url")));
        System.setProperty("MIGRATION_DATABASE_USER", "postgres");
        System.setProperty("MIGRATION_DATABASE_PASSWORD", "");
    }

    private static void requireOneSentence(Answer full, String where) {
        assertThat(full.out() + full.err())
                .as(where)
                .contains("The disk is full")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(full.err().lines().count()).as(where + ": " + full.err()).isLessThanOrEqualTo(1);
    }

    private Map<String, String> undisturbed() throws IOException {
        Path data = folder.resolve("undisturbed");
        assertThat(on(data, NIGHT).exitCode()).isEqualTo(2);
        return exported(data);
    }

    private static Answer on(Path data, List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--data", data.toString()));
        return Console.migrate(all.toArray(String[]::new));
    }

    private Answer onServer(List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--profile", "postgres"));
        return on(folder.resolve("beside"), all);
    }

    private Map<String, String> exported(Path data) throws IOException {
        Path target = Files.createTempDirectory(folder, "export-");
        assertThat(on(data, List.of("export", target.toString())).exitCode()).isZero();
        return read(target);
    }

    private Map<String, String> exportedFromServer() throws IOException {
        Path target = Files.createTempDirectory(folder, "export-");
        assertThat(onServer(List.of("export", target.toString())).exitCode()).isZero();
        return read(target);
    }

    /** All files, hidden ones too, with the values of attempts left out. */
    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                files.put(
                        String.valueOf(file.getFileName()),
                        Files.readString(file).replaceAll("\"attempts\":\\d+", "\"attempts\":N"));
            }
        }
        return files;
    }

    private static List<String> eml(Path mails) throws IOException {
        try (Stream<Path> files = Files.list(mails)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
