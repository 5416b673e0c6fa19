package dev.chatmigration.importing;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of the table {@code reject}. */
@Component
public class Rejects {
    private static final String INSERT = """
            INSERT INTO reject (run_id, file, line, field, reason, account_id, whole_record)
            SELECT r.run_id, r.file, r.line, r.field, r.reason, r.account_id, r.whole_record FROM {rows}
            """;
    private static final String PAGE = """
            SELECT reject_id, file, line, field, reason, account_id, whole_record
              FROM reject
             WHERE run_id = ? AND (file > ? OR (file = ? AND (line > ? OR (line = ? AND reject_id > ?))))
             ORDER BY file, line, reject_id
             FETCH FIRST 1000 ROWS ONLY
            """;
    private static final String COUNT = "SELECT COUNT(*) FROM reject WHERE run_id = ?";
    private final Rows rows;
    private final JdbcClient jdbc;

    Rejects(Rows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** Hands over the rejects of a run, file by file and line by line, however many there are. */
    public void each(long run, Consumer<Reject> consumer) {
        String file = "";
        long line = 0;
        long id = 0;
        while (true) {
            List<Numbered> page = jdbc.sql(PAGE)
                    .params(run, file, file, line, line, id)
                    .query(Rejects::numbered)
                    .list();
            if (page.isEmpty()) {
                return;
            }
            page.forEach(each -> consumer.accept(each.reject()));
            Numbered last = page.get(page.size() - 1);
            file = last.reject().file();
            line = last.reject().line();
            id = last.id();
        }
    }

    /** How many there are in a run, single fields included. */
    public long count(long run) {
        return jdbc.sql(COUNT).param(run).query(Long.class).single();
    }

    void add(long run, Collection<Reject> rejects) {
        Columns<Reject> columns = Columns.<Reject>of()
                .bigint("run_id", reject -> run)
                .text("file", Reject::file)
                .bigint("line", Reject::line)
                .text("field", Reject::field)
                .text("reason", Reject::reason)
                .bigint("account_id", Reject::accountId)
                .bool("whole_record", Reject::wholeRecord);
        rows.updateEach(INSERT, columns, rejects);
    }

    private static Numbered numbered(ResultSet result, int row) throws SQLException {
        return new Numbered(
                result.getLong("reject_id"),
                new Reject(
                        result.getString("file"),
                        result.getLong("line"),
                        result.getString("field"),
                        result.getString("reason"),
                        result.getObject("account_id", Long.class),
                        result.getBoolean("whole_record")));
    }

    private record Numbered(long id, Reject reject) {}
}
