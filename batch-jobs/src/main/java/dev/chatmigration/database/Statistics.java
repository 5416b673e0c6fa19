package dev.chatmigration.database;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets PostgreSQL look at tables that have grown since it last did: what it knows of an empty table makes it read the
 * whole of a full one for every chunk, until its autovacuum comes by. Where our role does not own the tables it only warns,
 * and they wait for the autovacuum.
 */
@Component
public class Statistics implements StepExecutionListener {
    private static final String GROWN = """
            SELECT quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = current_schema() AND c.relkind = 'r'
               AND pg_relation_size(c.oid) / current_setting('block_size')::int > 8 + 1.5 * c.relpages
             ORDER BY c.relname
            """;

    private final JdbcTemplate jdbc;
    private final boolean postgresql;

    Statistics(JdbcTemplate jdbc, DataSource source) {
        this.jdbc = jdbc;
        this.postgresql = Product.isPostgresql(source);
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        if (postgresql) {
            List<String> grown = jdbc.queryForList(GROWN, String.class);
            if (!grown.isEmpty()) {
                jdbc.execute("ANALYZE " + String.join(", ", grown));
            }
        }
        return null;
    }
}
