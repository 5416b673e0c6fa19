package dev.chatmigration.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps what an H2 file held before its tables are made or changed, until all of them are. PostgreSQL takes back a script
 * that was cut off; H2 commits each table by itself, and a script that begins anew would find some of its tables there.
 */
@Component
public class TablesInOneGo implements Callback {
    private static final String KEPT = ".before.zip";
    private static final Set<Event> HANDLED = Set.of(Event.BEFORE_EACH_MIGRATE, Event.AFTER_MIGRATE);

    @Override
    public boolean supports(Event event, @Nullable Context context) {
        return HANDLED.contains(event);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            Path database = file(context.getConnection());
            if (database == null) {
                return;
            }
            Path kept = Path.of(database + KEPT);
            if (event == Event.AFTER_MIGRATE) {
                Files.deleteIfExists(kept);
            } else if (!Files.exists(kept)) {
                keep(context.getConnection(), kept);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("What the tables hold cannot be kept: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getCallbackName() {
        return "tables in one go";
    }

    /** The file of an H2 database, without its ending; null where it has none. */
    private static @Nullable Path file(Connection connection) throws SQLException {
        if (Product.isPostgresql(connection)) {
            return null;
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT DATABASE_PATH()")) {
            String path = found.next() ? found.getString(1) : null;
            return path == null ? null : Path.of(path);
        }
    }

    private static void keep(Connection connection, Path kept) throws SQLException, IOException {
        Path beside = Path.of(kept + ".part");
        try (PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
            backup.setString(1, beside.toString());
            backup.execute();
            Files.move(beside, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Makes the database of a folder what it was before a start that made or changed tables was cut off; nobody uses it.
     *
     * @param database the file of the database, without its ending
     */
    public static void putBack(Path database) throws IOException {
        Path kept = Path.of(database + KEPT);
        if (!Files.exists(kept)) {
            return;
        }
        Path beside = Path.of(database + ".mv.db.part");
        try (InputStream bytes = Files.newInputStream(kept);
                ZipInputStream zip = new ZipInputStream(bytes)) {
            if (zip.getNextEntry() == null) {
                throw new IOException(kept + " holds no database");
            }
            Files.copy(zip, beside, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(beside, Path.of(database + ".mv.db"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(kept);
    }
}
