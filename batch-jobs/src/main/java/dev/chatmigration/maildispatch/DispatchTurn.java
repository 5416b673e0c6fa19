package dev.chatmigration.maildispatch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is to send. The nightly job and the upgrade job both end with a dispatch and may run side by side, on
 * PostgreSQL in two processes; only whoever has the turn may say that a mail being sent was left by a dead process. The
 * turn is a lock on a row, so it ends with the process that has it.
 */
@Component
class DispatchTurn {
    private static final String TAKE = "SELECT turn_id FROM dispatch_turn WHERE turn_id = 1 FOR UPDATE SKIP LOCKED";

    private final DataSource dataSource;

    DispatchTurn(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The turn, or empty while somebody else has it. */
    Optional<Held> take() {
        try {
            Connection connection = dataSource.getConnection();
            boolean taken = false;
            try {
                connection.setAutoCommit(false);
                taken = lock(connection);
                return taken ? Optional.of(new Held(connection)) : Optional.empty();
            } finally {
                if (!taken) {
                    release(connection);
                }
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("Taking the turn to send mails", TAKE, e);
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(TAKE)) {
            return found.next();
        }
    }

    private static void release(Connection connection) throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The turn, until it is given back. */
    static final class Held implements AutoCloseable {
        private final Connection connection;

        private Held(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void close() {
            try {
                release(connection);
            } catch (SQLException e) {
                throw new UncategorizedSQLException("Giving back the turn to send mails", null, e);
            }
        }
    }
}
