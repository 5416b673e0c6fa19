package dev.chatmigration.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * One lock per job. On PostgreSQL it is a session's advisory lock, which the server frees when the process dies, however
 * it dies; an H2 file has one process anyway.
 */
@Component
class JobLocks {
    private static final String TRY = "SELECT pg_try_advisory_lock(hashtext(?))";
    private static final String FREE = "SELECT pg_advisory_unlock(hashtext(?))";

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
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                connection.close();
                return Optional.of(() -> here.remove(job));
            }
            if (call(connection, TRY, job)) {
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

    private void free(Connection connection, String job) {
        here.remove(job);
        try (connection) {
            call(connection, FREE, job);
        } catch (SQLException e) {
            throw new IllegalStateException("The lock of job " + job + " cannot be given back: " + e.getMessage(), e);
        }
    }

    private static boolean call(Connection connection, String sql, String job) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "chat-migration " + job);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
