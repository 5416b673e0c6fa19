package dev.chatmigration.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Which of the two databases is at hand, where they are used in different ways. */
public final class Product {
    private Product() {}

    public static boolean isPostgresql(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    public static boolean isPostgresql(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return isPostgresql(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not say what it is: " + e.getMessage(), e);
        }
    }
}
