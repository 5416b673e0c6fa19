package dev.chatmigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine's clock jumps by a day, forward and back, between and within commands; processes of their own see it through
 * libfaketime (Debian: {@code apt-get install faketime}).
 */
class ClockJumpTest {
    private static final String FEED = Path.of("..", "config", "sample-feed").toString();
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private static final int MOST_TENTHS = 3000;

    @TempDir
    private Path folder;

    @Test
    void noMailLeavesTwiceNoSlotIsUsedWronglyAndNoRunEndsBeforeItBegan() throws Exception {
        Optional<Path> found = LIBRARIES.stream().filter(Files::exists).findFirst();
        Assumptions.assumeTrue(found.isPresent(), "No libfaketime is here: apt-get install faketime");
        Path library = found.orElseThrow();

        on(library, "2026-12-01 01:00:00", null, "run", "--feed", FEED);
        // A day back while the night is under way, and forward again for the next command.
        on(library, "2026-12-21 15:00:00", "2026-12-20 15:00:00", "run", "--feed", FEED);
        on(library, "2026-12-22 00:10:00", null, "upgrade");
        // A day ahead; slots of that day count as missed or due. Then back again.
        on(library, "2026-12-23 07:00:00", "2026-12-24 07:00:00", "upgrade");
        on(library, "2026-12-22 08:00:00", null, "upgrade");
        on(library, "2026-12-23 08:00:00", null, "run", "--feed", FEED);

        try (Connection database = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("data/migration") + ";IFEXISTS=TRUE", "sa", "");
                Statement sql = database.createStatement()) {
            assertThat(number(sql, "SELECT COUNT(*) FROM run")).isGreaterThanOrEqualTo(8);
            assertThat(number(sql, "SELECT COUNT(*) FROM run WHERE outcome <> 'COMPLETED' OR ended_at < started_at"))
                    .isZero();
            assertThat(number(sql, "SELECT COUNT(*) FROM outbox WHERE status = 'SENT'"))
                    .isPositive();
            assertThat(number(sql, "SELECT COUNT(*) FROM mail_attempt WHERE attempt > 1 OR ended_at < started_at"))
                    .isZero();
            assertThat(number(sql, "SELECT COUNT(*) FROM audit WHERE to_value = 'UPGRADED'"))
                    .isPositive();
            assertThat(number(sql, """
                            SELECT COUNT(*) FROM audit
                             WHERE what = 'STARTED'
                               AND (happened_at < slot_start OR happened_at > slot_start + INTERVAL '2' HOUR)
                            """)).isZero();
            assertThat(number(sql, """
                            SELECT COUNT(*) FROM slot_use u
                             WHERE used > 50
                                OR used < (SELECT COUNT(*) FROM account_migration m
                                            WHERE m.slot_start = u.slot_start AND m.state = 'SCHEDULED')
                            """)).isZero();
            try (Stream<Path> mails = Files.list(folder.resolve("data/mail"))) {
                assertThat(mails.count()).isEqualTo(number(sql, "SELECT COUNT(*) FROM outbox WHERE status = 'SENT'"));
            }
        }
    }

    private static long number(Statement sql, String query) throws SQLException {
        try (ResultSet found = sql.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** Gives a command at an instant; where another one is named the clock jumps there with the first line that is said. */
    private void on(Path library, String clock, @Nullable String jump, String... command) throws Exception {
        Path hands = Files.writeString(folder.resolve("clock"), "@" + clock + "\n");
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Migrate.class.getName()));
        all.addAll(List.of(command));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("FAKETIME_TIMESTAMP_FILE", hands.toString());
        builder.environment().put("FAKETIME_CACHE_DURATION", "1");
        builder.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Else each timed wait of the JVM returns at once.
        builder.environment().put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        try {
            boolean jumps = jump != null;
            for (int waits = 0; !process.waitFor(100, TimeUnit.MILLISECONDS); waits++) {
                assertThat(waits).as("tenths of a second").isLessThan(MOST_TENTHS);
                if (jumps && Files.size(output) > 0) {
                    Files.writeString(hands, "@" + jump + "\n");
                    jumps = false;
                }
            }
            assertThat(jumps).as("the clock has yet to jump").isFalse();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isIn(0, 2);
        assertThat(said).doesNotContain("\tat ").doesNotContainPattern(" -[0-9][0-9,]*/s");
    }
}
