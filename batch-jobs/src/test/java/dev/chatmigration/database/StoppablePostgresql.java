package dev.chatmigration.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of its own whose commits are on disk when they return; it may be stopped without warning. */
public final class StoppablePostgresql implements AutoCloseable {
    private final Path files;
    private final int port;
    private EmbeddedPostgres server;

    /** Starts one whose files lie in a folder that is empty or missing. */
    public StoppablePostgresql(Path files) {
        this.files = files;
        this.port = freePort();
        this.server = run();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres run() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The PostgreSQL in " + files + " did not start", e);
        }
    }

    /** The settings that lead to its one database. */
    public Map<String, String> settings() {
        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://localhost:" + port + "/postgres?reWriteBatchedInserts=true",
                "spring.datasource.username",
                "postgres",
                "spring.datasource.password",
                "");
    }

    /** What {@code pg_ctl -m immediate} does: no session ends, nothing is written, the next start recovers. */
    public void stopImmediately() {
        try {
            String postmaster =
                    Files.readAllLines(files.resolve("postmaster.pid")).get(0);
            new ProcessBuilder("kill", "-QUIT", postmaster).inheritIO().start().waitFor();
            ProcessHandle.of(Long.parseLong(postmaster))
                    .ifPresent(process ->
                            process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again on its files. */
    public void startAgain() {
        close();
        server = run();
    }

    /** As it was when it was new. */
    public void makeEmpty() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
