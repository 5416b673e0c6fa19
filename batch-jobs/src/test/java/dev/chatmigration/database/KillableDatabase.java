package dev.chatmigration.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * A database that a test can lay aside, take up again as often as it likes, and tear out of the hands of an application,
 * which then looks to it as if the process had died.
 */
public abstract class KillableDatabase {
    /** An empty database; {@code directory} holds its files where it is one of files. */
    public static KillableDatabase on(TestDatabase database, Path directory) {
        return switch (database) {
            case H2 -> new H2File(directory);
            case POSTGRESQL -> new PostgresqlDatabase();
        };
    }

    /** The settings that lead to it. */
    public abstract Map<String, String> settings();

    /** Keeps it as it stands under a name; nobody is connected. */
    public abstract void layAside(String name);

    /** Makes it what it was when it was laid aside; nobody is connected. */
    public abstract void takeUp(String name);

    /** Ends every connection without a commit, at once. */
    public abstract void cutOff();

    /** The set-up of the embedded default: a file, and commits that are on disk when they return. */
    private static final class H2File extends KillableDatabase {
        private final Path directory;

        H2File(Path directory) {
            this.directory = directory;
        }

        private String url() {
            return "jdbc:h2:file:" + directory.resolve("current").toAbsolutePath()
                    + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "spring.datasource.url", url(),
                    "spring.datasource.username", "sa",
                    "spring.datasource.password", "");
        }

        @Override
        public void layAside(String name) {
            end("SHUTDOWN");
            copy("current", name);
        }

        @Override
        public void takeUp(String name) {
            cutOff();
            copy(name, "current");
        }

        private void copy(String from, String to) {
            try {
                Files.copy(
                        directory.resolve(from + ".mv.db"),
                        directory.resolve(to + ".mv.db"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void cutOff() {
            end("SHUTDOWN IMMEDIATELY");
        }

        private void end(String how) {
            try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                    Statement statement = connection.createStatement()) {
                statement.execute(how);
            } catch (SQLException e) {
                throw new IllegalStateException("H2 refused: " + how, e);
            }
        }
    }

    private static final class PostgresqlDatabase extends KillableDatabase {
        private final String prefix = "crash_" + UUID.randomUUID().toString().replace("-", "");

        PostgresqlDatabase() {
            asServer("CREATE DATABASE " + current());
        }

        private String current() {
            return prefix + "_current";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "spring.datasource.url",
                    TestDatabase.Server.RUNNING.getJdbcUrl("postgres", current()),
                    "spring.datasource.username",
                    "postgres",
                    "spring.datasource.password",
                    "");
        }

        @Override
        public void layAside(String name) {
            asServer("CREATE DATABASE " + prefix + "_" + name + " TEMPLATE " + current());
        }

        @Override
        public void takeUp(String name) {
            asServer("DROP DATABASE " + current() + " WITH (FORCE)");
            asServer("CREATE DATABASE " + current() + " TEMPLATE " + prefix + "_" + name);
        }

        @Override
        public void cutOff() {
            asServer("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '" + current()
                    + "'");
        }

        private static void asServer(String sql) {
            try (Connection connection =
                            TestDatabase.Server.RUNNING.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL refused: " + sql, e);
            }
        }
    }
}
