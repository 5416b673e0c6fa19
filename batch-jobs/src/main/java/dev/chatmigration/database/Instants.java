package dev.chatmigration.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads columns of type {@code TIMESTAMP WITH TIME ZONE}, which both drivers give as {@link OffsetDateTime}. */
public final class Instants {
    private Instants() {}

    /** What stands in a column that is {@code NOT NULL}. */
    public static Instant read(ResultSet row, String column) throws SQLException {
        return read(row, row.findColumn(column));
    }

    /** As {@link #read(ResultSet, String)}, by the column's place; the first is 1. */
    public static Instant read(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** What stands in a column that may be {@code NULL}. */
    public static @Nullable Instant readOrNull(ResultSet row, String column) throws SQLException {
        return readOrNull(row, row.findColumn(column));
    }

    /** As {@link #readOrNull(ResultSet, String)}, by the column's place; the first is 1. */
    public static @Nullable Instant readOrNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
