package dev.chatmigration.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A copy of every table in a schema of its own in the same PostgreSQL database, as all of them stood at one instant. It is
 * dropped on {@link #close}; one that a killed process left behind is dropped when the next is made.
 */
public final class ScratchSchema implements AutoCloseable {
    private static final String PREFIX = "dry_run_";

    private static final String CURRENT = "SELECT current_schema()";
    private static final String LEFT_BEHIND = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, ?)";
    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext(?))";
    private static final String FREE_LOCK = "SELECT pg_advisory_unlock(hashtext(?))";
    private static final String TABLES = """
            SELECT table_name FROM information_schema.tables
             WHERE table_schema = ? AND table_type = 'BASE TABLE' ORDER BY table_name
            """;
    private static final String IDENTITIES = """
            SELECT table_name, column_name FROM information_schema.columns
             WHERE table_schema = ? AND is_identity = 'YES' ORDER BY table_name
            """;
    private static final String SEQUENCES = """
            SELECT c.relname FROM pg_class c
             WHERE c.relkind = 'S' AND c.relnamespace = quote_ident(?)::regnamespace
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i'))
             ORDER BY c.relname
            """;
    private static final String SEQUENCE_OF = "SELECT pg_get_serial_sequence(?, ?)";

    private final Connection connection;
    private final String name;

    private ScratchSchema(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /**
     * Copies the current schema.
     *
     * @throws SQLException where the role may not make a schema, or the copy does not fit
     */
    public static ScratchSchema copyOf(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            dropThoseLeftBehind(connection);
            String name = PREFIX + UUID.randomUUID().toString().replace("-", "");
            lock(connection, TRY_LOCK, name);
            copy(connection, one(connection, CURRENT), name);
            return new ScratchSchema(connection, name);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What to use as the current schema in order to work on the copy. */
    public String name() {
        return name;
    }

    private static void dropThoseLeftBehind(Connection connection) throws SQLException {
        for (String schema : list(connection, LEFT_BEHIND, PREFIX)) {
            if (lock(connection, TRY_LOCK, schema)) { // else its dry run is still going on
                execute(connection, "DROP SCHEMA " + quoted(schema) + " CASCADE");
                lock(connection, FREE_LOCK, schema);
            }
        }
    }

    private static void copy(Connection connection, String from, String to) throws SQLException {
        connection.setAutoCommit(false);
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            execute(connection, "CREATE SCHEMA " + quoted(to));
            for (String table : list(connection, TABLES, from)) {
                String source = quoted(from, table);
                String target = quoted(to, table);
                execute(connection, "CREATE TABLE " + target + " (LIKE " + source + " INCLUDING ALL)");
                execute(connection, "INSERT INTO " + target + " OVERRIDING SYSTEM VALUE SELECT * FROM " + source);
                execute(connection, "ANALYZE " + target);
            }
            for (String sequence : list(connection, SEQUENCES, from)) {
                execute(connection, "CREATE SEQUENCE " + quoted(to, sequence));
                setSequence(connection, quoted(to, sequence), quoted(from, sequence));
            }
            for (Identity identity : identities(connection, from)) {
                setSequence(connection, identity.sequence(connection, to), identity.sequence(connection, from));
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** A column that numbers its rows. */
    private record Identity(String table, String column) {
        String sequence(Connection connection, String schema) throws SQLException {
            return one(connection, SEQUENCE_OF, quoted(schema, table), column);
        }
    }

    private static List<Identity> identities(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = prepared(connection, IDENTITIES, schema);
                ResultSet found = statement.executeQuery()) {
            List<Identity> identities = new ArrayList<>();
            while (found.next()) {
                identities.add(new Identity(found.getString(1), found.getString(2)));
            }
            return identities;
        }
    }

    /** Lets a sequence go on where another one stands; both are quoted already. */
    private static void setSequence(Connection connection, String target, String source) throws SQLException {
        one(connection, "SELECT setval(?::regclass, last_value, is_called)::text FROM " + source, target);
    }

    private static boolean lock(Connection connection, String sql, String schema) throws SQLException {
        return one(connection, sql, "chat-migration " + schema).startsWith("t");
    }

    private static String one(Connection connection, String sql, String... parameters) throws SQLException {
        return list(connection, sql, parameters).get(0);
    }

    private static List<String> list(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet found = statement.executeQuery()) {
            List<String> all = new ArrayList<>();
            while (found.next()) {
                all.add(found.getString(1));
            }
            return all;
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, String... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Drops the copy. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            execute(connection, "DROP SCHEMA " + quoted(name) + " CASCADE");
            lock(connection, FREE_LOCK, name);
        }
    }
}
