package dev.chatmigration.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs one statement over many rows: each column of the rows travels as one array, and the statement opens the arrays
 * again with {@link Columns#unnest()}. One round trip a chunk on PostgreSQL, exact row counts on both databases.
 *
 * <p>The statement writes <code>{rows}</code> where the rows shall stand, as a table expression; further parameters
 * may follow it.
 */
@Component
public class Rows {
    private static final String PLACE = "{rows}";

    /** A round trip more for COPY pays off from about so many rows on. */
    private static final int WORTH_COPYING = 100;

    private final JdbcTemplate jdbc;
    private final boolean postgresql;

    Rows(JdbcTemplate jdbc, DataSource source) {
        this.jdbc = jdbc;
        this.postgresql = Product.isPostgresql(source);
    }

    /** Runs {@code sql} over the rows and returns how many rows of the table it changed. */
    public <T> int update(String sql, Columns<T> columns, Collection<? extends T> rows, Object... more) {
        if (rows.isEmpty()) {
            return 0;
        }
        sendWaiting();
        return send(List.of(Update.of(sql, columns, rows, null, more)))[0];
    }

    /** As {@link #update}, where every given row must change exactly one row of the table. */
    public <T> void updateEach(String sql, Columns<T> columns, Collection<? extends T> rows, Object... more) {
        if (!rows.isEmpty()) {
            ask(Update.of(sql, columns, rows, rows.size(), more));
        }
    }

    /** As {@link #update}, where it does not matter how many rows of the table are changed. */
    public <T> void updateSome(String sql, Columns<T> columns, Collection<? extends T> rows, Object... more) {
        if (!rows.isEmpty()) {
            ask(Update.of(sql, columns, rows, null, more));
        }
    }

    /**
     * Lets all that is asked of {@link #updateEach} and {@link #updateSome} meanwhile wait for its end, or for whatever
     * else is asked here: on PostgreSQL one round trip takes it there in its order. Where little is written at a time, the
     * way costs more than the work. For the caller's transaction only, which must end with any exception that comes out.
     */
    public void inOneTrip(Runnable updates) {
        boolean underWay = TransactionSynchronizationManager.hasResource(this);
        if (underWay || !postgresql) {
            updates.run(); // where the database is in our own process there is no way to save
            return;
        }
        TransactionSynchronizationManager.bindResource(this, new Waiting(new ArrayList<>()));
        try {
            updates.run();
            sendWaiting();
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
        }
    }

    private void ask(Update update) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Waiting waiting) {
            waiting.updates().add(update);
        } else {
            send(List.of(update));
        }
    }

    private void sendWaiting() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Waiting waiting
                && !waiting.updates().isEmpty()) {
            List<Update> updates = List.copyOf(waiting.updates());
            waiting.updates().clear();
            send(updates);
        }
    }

    /** Answers how many rows each of them changed. */
    private int[] send(List<Update> updates) {
        int[] changed = new int[updates.size()];
        jdbc.execute(connection -> prepare(connection, updates), (PreparedStatementCallback<Boolean>) statement -> {
            boolean result = statement.execute();
            for (int i = 0; i < changed.length; i++) {
                changed[i] = statement.getUpdateCount();
                result = statement.getMoreResults();
            }
            return result;
        });
        for (int i = 0; i < changed.length; i++) {
            Update update = updates.get(i);
            if (update.rows() != null) {
                requireAll(update.rows(), changed[i], update.sql());
            }
        }
        return changed;
    }

    private static void requireAll(int rows, int changed, String sql) {
        if (changed != rows) {
            throw new IncorrectUpdateSemanticsDataAccessException("Expected to change " + rows + " rows, changed "
                    + changed + " with: " + sql.strip().lines().findFirst().orElse(""));
        }
    }

    /**
     * As {@link #updateEach}, for wide rows: on PostgreSQL they enter a temporary table of the session by COPY, from which
     * the statement takes them. Needs a transaction, with whose end that table is empty again.
     *
     * @param stage the name of that table, which belongs to these columns alone; used once in a transaction
     */
    public <T> void load(String stage, String sql, Columns<T> columns, Collection<? extends T> rows) {
        if (!postgresql || rows.size() < WORTH_COPYING) {
            updateEach(sql, columns, rows);
            return;
        }
        sendWaiting();
        Integer changed = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + stage + " (" + columns.definitions()
                        + ") ON COMMIT DELETE ROWS");
                copy(connection, stage, columns, rows);
                return statement.executeUpdate(sql.replace(PLACE, stage + " AS r"));
            }
        });
        requireAll(rows.size(), changed == null ? 0 : changed, sql);
    }

    /** Adds the rows to a table that has their columns; on PostgreSQL, many of them by COPY. */
    public <T> void append(String table, Columns<T> columns, Collection<? extends T> rows) {
        String into = table + " (" + columns.names() + ")";
        if (!postgresql || rows.size() < WORTH_COPYING) {
            updateEach("INSERT INTO " + into + " SELECT " + columns.names() + " FROM " + PLACE, columns, rows);
            return;
        }
        sendWaiting();
        jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, into, columns, rows));
    }

    private static <T> long copy(Connection connection, String into, Columns<T> columns, Collection<? extends T> rows)
            throws SQLException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try {
            return copy.copyIn("COPY " + into + " FROM STDIN", new ByteArrayInputStream(columns.copied(rows)));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be read", e);
        }
    }

    /** Runs a query over the rows. */
    public <T, R> List<R> query(
            String sql, Columns<T> columns, Collection<? extends T> rows, RowMapper<R> mapper, Object... more) {
        if (rows.isEmpty()) {
            return List.of();
        }
        sendWaiting();
        List<R> found = jdbc.execute(
                connection -> prepare(connection, List.of(Update.of(sql, columns, rows, null, more))),
                (PreparedStatementCallback<List<R>>) statement -> {
                    try (ResultSet result = statement.executeQuery()) {
                        List<R> mapped = new ArrayList<>();
                        for (int row = 0; result.next(); row++) {
                            mapped.add(mapper.mapRow(result, row));
                        }
                        return mapped;
                    }
                });
        return found == null ? List.of() : found;
    }

    private static PreparedStatement prepare(Connection connection, List<Update> updates) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(updates.stream().map(Update::sql).collect(Collectors.joining(";\n")));
        int index = 1;
        for (Update update : updates) {
            for (Columns.Values column : update.columns()) {
                statement.setArray(
                        index++, connection.createArrayOf(column.type().arrayName(), column.toArray()));
            }
            for (Object value : update.more()) {
                statement.setObject(index++, parameter(value));
            }
        }
        return statement;
    }

    private static Object parameter(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }

    /** What waits for the end of {@link #inOneTrip}; bound to the thread by this object. */
    private record Waiting(List<Update> updates) {}

    /**
     * A statement with all that it needs.
     *
     * @param rows how many rows of the table it must change; null where that does not matter
     */
    private record Update(
            String sql,
            List<Columns.Values> columns,
            @Nullable Integer rows,
            List<Object> more) {
        static <T> Update of(
                String sql,
                Columns<T> columns,
                Collection<? extends T> rows,
                @Nullable Integer changed,
                Object... more) {
            return new Update(sql.replace(PLACE, columns.unnest()), columns.values(rows), changed, List.of(more));
        }
    }

    /** The columns of a row and where their values come from. */
    public static final class Columns<T> {
        /** A row that is an account's id and nothing else. */
        public static final Columns<Long> ACCOUNT_IDS = Columns.<Long>of().bigint("account_id", id -> id);

        private final List<Column<T>> list = new ArrayList<>();
        private @Nullable String unnest;

        public static <T> Columns<T> of() {
            return new Columns<>();
        }

        public Columns<T> bigint(String name, Function<T, @Nullable Long> value) {
            return add(name, Type.BIGINT, value::apply);
        }

        public Columns<T> integer(String name, Function<T, @Nullable Integer> value) {
            return add(name, Type.INTEGER, value::apply);
        }

        public Columns<T> text(String name, Function<T, @Nullable String> value) {
            return add(name, Type.VARCHAR, value::apply);
        }

        public Columns<T> bool(String name, Function<T, @Nullable Boolean> value) {
            return add(name, Type.BOOLEAN, value::apply);
        }

        public Columns<T> date(String name, Function<T, @Nullable LocalDate> value) {
            return add(name, Type.DATE, value::apply);
        }

        public Columns<T> local(String name, Function<T, @Nullable LocalDateTime> value) {
            return add(name, Type.TIMESTAMP, value::apply);
        }

        public Columns<T> instant(String name, Function<T, @Nullable Instant> value) {
            return add(name, Type.TIMESTAMP_WITH_TIME_ZONE, row -> {
                Instant instant = value.apply(row);
                return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
            });
        }

        public Columns<T> bytes(String name, Function<T, byte @Nullable []> value) {
            return add(name, Type.BYTEA, value::apply);
        }

        private Columns<T> add(String name, Type type, Function<T, @Nullable Object> value) {
            list.add(new Column<>(name, type, value));
            unnest = null;
            return this;
        }

        List<Column<T>> list() {
            return list;
        }

        /** The names, separated by commas, for the head of an INSERT. */
        public String names() {
            return String.join(", ", list.stream().map(Column::name).toList());
        }

        /** The names and types, separated by commas, for a table of such rows. */
        String definitions() {
            return String.join(
                    ", ",
                    list.stream()
                            .map(column -> column.name() + " " + column.type().sqlName())
                            .toList());
        }

        /** The rows in the text format of COPY. */
        byte[] copied(Collection<? extends T> rows) {
            StringBuilder text = new StringBuilder();
            for (T row : rows) {
                for (int column = 0; column < list.size(); column++) {
                    Object value = list.get(column).value().apply(row);
                    if (column > 0) {
                        text.append('\t');
                    }
                    if (value == null) {
                        text.append("\\N");
                    } else if (value instanceof byte[] bytes) {
                        text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
                    } else {
                        escape(value.toString(), text);
                    }
                }
                text.append('\n');
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static void escape(String value, StringBuilder text) {
            for (int i = 0; i < value.length(); i++) {
                char each = value.charAt(i);
                switch (each) {
                    case '\\' -> text.append("\\\\");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\t' -> text.append("\\t");
                    default -> text.append(each);
                }
            }
        }

        /** The values of the rows, column by column. */
        private List<Values> values(Collection<? extends T> rows) {
            return list.stream()
                    .map(column -> new Values(
                            column.type(), rows.stream().map(column.value()).toList()))
                    .toList();
        }

        /** The table expression that stands for the rows, named {@code r}. */
        String unnest() {
            String made = unnest;
            if (made == null) {
                String arrays = String.join(
                        ", ",
                        list.stream()
                                .map(column -> "CAST(? AS " + column.type().sqlName() + " ARRAY)")
                                .toList());
                made = "UNNEST(" + arrays + ") AS r(" + names() + ")";
                unnest = made;
            }
            return made;
        }

        private enum Type {
            BIGINT("BIGINT", "bigint"),
            INTEGER("INTEGER", "integer"),
            VARCHAR("VARCHAR", "varchar"),
            BOOLEAN("BOOLEAN", "boolean"),
            DATE("DATE", "date"),
            TIMESTAMP("TIMESTAMP", "timestamp"),
            TIMESTAMP_WITH_TIME_ZONE("TIMESTAMP WITH TIME ZONE", "timestamptz"),
            BYTEA("BYTEA", "bytea");

            private final String sqlName;
            private final String arrayName;

            Type(String sqlName, String arrayName) {
                this.sqlName = sqlName;
                this.arrayName = arrayName;
            }

            String sqlName() {
                return sqlName;
            }

            String arrayName() {
                return arrayName;
            }

            // The driver of PostgreSQL takes bytes for bytes only in an array of such.
            Object[] values(int size) {
                return this == BYTEA ? new byte[size][] : new Object[size];
            }
        }

        private record Values(Type type, List<@Nullable Object> list) {
            Object[] toArray() {
                return list.toArray(type.values(list.size()));
            }
        }

        private record Column<T>(String name, Type type, Function<T, @Nullable Object> value) {}
    }
}
