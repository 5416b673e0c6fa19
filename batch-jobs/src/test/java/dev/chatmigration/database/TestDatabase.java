package dev.chatmigration.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** The two databases that every statement runs on; each use gets an empty one of its own. */
public enum TestDatabase {
    H2 {
        @Override
        public Map<String, String> create() {
            return Map.of(
                    "spring.datasource.url",
                    "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                    "spring.datasource.username",
                    "sa",
                    "spring.datasource.password",
                    "");
        }
    },
    POSTGRESQL {
        @Override
        public Map<String, String> create() {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            EmbeddedPostgres server = Server.RUNNING;
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("The embedded PostgreSQL made no database " + name, e);
            }
            return Map.of(
                    "spring.datasource.url",
                    server.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true",
                    "spring.datasource.username",
                    "postgres",
                    "spring.datasource.password",
                    "");
        }
    };

    /** Makes an empty database and returns the settings that lead to it. */
    public abstract Map<String, String> create();

    /** One real server for the whole test run; it stops with the JVM. */
    static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
            }
        }
    }
}
