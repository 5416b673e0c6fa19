package dev.chatmigration.importing;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of the table {@code import_file}. */
@Component
public class ImportTotals {
    private static final String ADD = """
            MERGE INTO import_file t USING (SELECT * FROM {rows}) r ON t.run_id = r.run_id AND t.file = r.file
            WHEN MATCHED THEN UPDATE SET
              records_read = t.records_read + r.records_read, stored = t.stored + r.stored,
              unchanged = t.unchanged + r.unchanged, rejected = t.rejected + r.rejected,
              problem = COALESCE(r.problem, t.problem)
            WHEN NOT MATCHED THEN INSERT (run_id, file, records_read, stored, unchanged, rejected, problem)
              VALUES (r.run_id, r.file, r.records_read, r.stored, r.unchanged, r.rejected, r.problem)
            """;
    private static final String OF_RUN = """
            SELECT file, records_read, stored, unchanged, rejected, problem
              FROM import_file
             WHERE run_id = ?
             ORDER BY file
            """;

    private static final String UNFINISHED_AGENT_FILES = """
            SELECT file FROM import_file
             WHERE run_id = (SELECT MAX(run_id) FROM import_file) AND problem IS NOT NULL
               AND (file LIKE 'chat_agents%' OR file LIKE 'support_users%')
             ORDER BY file
            """;

    private final Rows rows;
    private final JdbcClient jdbc;

    ImportTotals(Rows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** The files of a run that were begun, by name. */
    public List<FileTotals> of(long run) {
        return jdbc.sql(OF_RUN).param(run).query(ImportTotals::totals).list();
    }

    /** Files of agent records that the latest import could not read to their end. */
    public List<String> unfinishedAgentFiles() {
        return jdbc.sql(UNFINISHED_AGENT_FILES).query(String.class).list();
    }

    void add(long run, Collection<FileTotals> more) {
        Columns<FileTotals> columns = Columns.<FileTotals>of()
                .bigint("run_id", totals -> run)
                .text("file", FileTotals::file)
                .bigint("records_read", FileTotals::read)
                .bigint("stored", FileTotals::stored)
                .bigint("unchanged", FileTotals::unchanged)
                .bigint("rejected", FileTotals::rejected)
                .text("problem", FileTotals::problem);
        rows.updateEach(ADD, columns, more);
    }

    /** Fails the import where a file that is through is not accounted for to the last record. */
    void requireToAddUp(long run, String file, long records) {
        for (FileTotals totals : of(run)) {
            if (totals.file().equals(file) && (totals.read() != records || !totals.addUp())) {
                throw new IllegalStateException(String.format(
                        "The control totals of %s do not add up: %d records met, %d read = %d stored + %d unchanged + %d rejected.",
                        file, records, totals.read(), totals.stored(), totals.unchanged(), totals.rejected()));
            }
        }
    }

    private static FileTotals totals(ResultSet result, int row) throws SQLException {
        return new FileTotals(
                result.getString("file"),
                result.getLong("records_read"),
                result.getLong("stored"),
                result.getLong("unchanged"),
                result.getLong("rejected"),
                result.getString("problem"));
    }
}
