package dev.chatmigration;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./migrate} starts: the packaged application, its beans and classes made ready by build and launcher. */
class LauncherIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> LAUNCHER = List.of(HOME.resolve("migrate").toString());

    private static final List<String> JAR = List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-jar",
            HOME.resolve("batch-jobs/target/chat-migration.jar").toString());
    private static final String FEED = HOME.resolve("config/sample-feed").toString();

    @TempDir
    private Path folder;

    @Test
    void whatWasMadeReadyDecidesAsThePlainJarDoes() throws Exception {
        Map<String, String> ready = exportOfARun(LAUNCHER, "ready");

        assertThat(ready).isNotEmpty().isEqualTo(exportOfARun(JAR, "plain"));
    }

    @Test
    void aMailServerNamedWhenACommandStartsGetsItsMails() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Map<String, String> settings = Map.of(
                    "SPRING_MAIL_HOST", "127.0.0.1",
                    "SPRING_MAIL_PORT", Integer.toString(server.getSmtp().getPort()),
                    "MIGRATION_ADMINISTRATORHOURS", "00:00-23:59");
            String data = folder.resolve("data").toString();
            Answer night = start(LAUNCHER, settings, "nightly", "--feed", FEED, "--data", data);
            assertThat(night.exitCode()).as(night.text()).isEqualTo(2);
            Answer upgrade = start(LAUNCHER, settings, "upgrade", "--data", data);

            assertThat(server.getReceivedMessages()).as(upgrade.text()).isNotEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void whatNeedsNoDatabaseStartsWithoutOne() throws Exception {
        Path preview = folder.resolve("preview");

        Answer answer = start(LAUNCHER, Map.of(), "mail", "preview", preview.toString());

        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(preview.resolve("index.html")).exists();
    }

    private Map<String, String> exportOfARun(List<String> command, String name) throws Exception {
        String data = folder.resolve(name).toString();
        Path export = folder.resolve(name + "-export");
        Answer run = start(command, Map.of(), "run", "--feed", FEED, "--as-of", "2026-12-01T01:00:00Z", "--data", data);
        assertThat(run.exitCode()).as(run.text()).isEqualTo(2);
        Answer exported = start(command, Map.of(), "export", export.toString(), "--data", data);
        assertThat(exported.exitCode()).as(exported.text()).isZero();
        try (Stream<Path> files = Files.list(export)) {
            Map<String, String> contents = new TreeMap<>();
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
            return contents;
        }
    }

    private Answer start(List<String> command, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Answer(exitCode, Files.readString(said));
    }

    private record Answer(int exitCode, String text) {}
}
