package dev.chatmigration.jobs;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Product;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * One lock per job. On PostgreSQL it is a session's advisory lock, which the server frees when the process dies, however
 * it dies; the session's name tells the others who holds it. It belongs to the schema of the tables, so that a dry run on
 * its copy and a night do not keep each other waiting. An H2 file has one process anyway.
 */
@Component
class JobLocks {
    private static final String TRY = "SELECT pg_try_advisory_lock(hashtext(current_schema() || ?))";
    private static final String FREE = "SELECT pg_advisory_unlock(hashtext(current_schema() || ?))";
    private static final String NAME = "SELECT set_config('application_name', ?, false)";
    private static final String HOLDER = """
            SELECT a.application_name, a.usename, COALESCE(host(a.client_addr), 'the database host') AS host,
                   a.state_change
              FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND (CAST(CAST(l.classid AS bigint) << 32 AS bigint) | CAST(l.objid AS bigint)) = hashtext(current_schema() || ?)
            """;
    /** PostgreSQL cuts names of sessions there. */
    private static final int LONGEST_NAME = 63;

    private final DataSource dataSource;
    private final Set<String> here = ConcurrentHashMap.newKeySet();

    JobLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Held while a job runs. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** The lock of this job, or empty where somebody else has it. */
    Optional<Held> tryLock(String job) {
        if (!here.add(job)) {
            return Optional.empty();
        }
        try {
            Connection connection = dataSource.getConnection();
            if (!Product.isPostgresql(connection)) {
                connection.close();
                return Optional.of(() -> here.remove(job));
            }
            if (call(connection, TRY, job)) {
                name(connection, ownName());
                return Optional.of(() -> free(connection, job));
            }
            connection.close();
            here.remove(job);
            return Optional.empty();
        } catch (SQLException e) {
            here.remove(job);
            throw new IllegalStateException("The lock of job " + job + " cannot be asked for: " + e.getMessage(), e);
        }
    }

    /** Who holds the lock of a job: process, user, host and since when; empty where nobody does, or nobody can tell. */
    Optional<String> holder(String job) {
        if (here.contains(job)) {
            return Optional.of(ownName());
        }
        try (Connection connection = dataSource.getConnection()) {
            if (!Product.isPostgresql(connection)) {
                return Optional.empty();
            }
            try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
                statement.setString(1, lock(job));
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() ? Optional.of(holder(result)) : Optional.empty();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Who holds the lock of job " + job + " cannot be asked: " + e.getMessage(), e);
        }
    }

    private static String holder(ResultSet result) throws SQLException {
        Instant since = Instants.readOrNull(result, "state_change");
        return result.getString("application_name") + ", database user " + result.getString("usename") + " from "
                + result.getString("host")
                + (since == null ? "" : ", since " + since.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The process of an operator, in as many characters as a session's name may have. */
    private static String ownName() {
        String name = "process " + ProcessHandle.current().pid() + " of " + System.getProperty("user.name") + " on "
                + hostName();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }

    private static void name(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NAME)) {
            statement.setString(1, name);
            statement.execute();
        }
    }

    private static String lock(String job) {
        return " chat-migration " + job;
    }

    private void free(Connection connection, String job) {
        here.remove(job);
        try (connection) {
            name(connection, "");
            call(connection, FREE, job);
        } catch (SQLException e) {
            throw new IllegalStateException("The lock of job " + job + " cannot be given back: " + e.getMessage(), e);
        }
    }

    private static boolean call(Connection connection, String sql, String job) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, lock(job));
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
