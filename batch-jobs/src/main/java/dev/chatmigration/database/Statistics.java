package dev.chatmigration.database;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets PostgreSQL look at tables that have grown since it last did: what it knows of an empty table makes it read the
 * whole of a full one for every chunk, until its autovacuum comes by. Where our role does not own the tables it only warns,
 * and they wait for the autovacuum.
 */
@Component
public class Statistics {
    private static final String GROWN = """
            pg_relation_size(c.oid) / current_setting('block_size')::int > 8 + 1.5 * c.relpages
            """;

    /** Whose other columns nobody looked at yet, since it grew within the step and hardly any more afterwards. */
    private static final String ONLY_KEYS_KNOWN = """
            c.relpages > 8 AND EXISTS (
              SELECT 1 FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND NOT EXISTS (
                 SELECT 1 FROM pg_stats s
                  WHERE s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname))
            """;

    private static final String TABLES = """
            SELECT quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = current_schema() AND c.relkind = 'r' AND (%s OR %s)
             ORDER BY c.relname
            """.formatted(GROWN, ONLY_KEYS_KNOWN);
    private static final String KEYS = """
            SELECT quote_ident(c.relname) || ' (' || string_agg(DISTINCT quote_ident(a.attname), ', ') || ')'
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_index i ON i.indrelid = c.oid
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
             WHERE n.nspname = current_schema() AND c.relkind = 'r' AND %s
             GROUP BY c.relname ORDER BY c.relname
            """.formatted(GROWN);

    /** Before that there is little that could be read in vain. */
    private static final long FIRST_LOOK = 8;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate besideTheChunk;
    private final boolean postgresql;

    Statistics(JdbcTemplate jdbc, PlatformTransactionManager transactions, DataSource source) {
        this.jdbc = jdbc;
        this.besideTheChunk = new TransactionTemplate(transactions);
        this.besideTheChunk.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.postgresql = Product.isPostgresql(source);
    }

    /** Looks at the end of a step, whose tables the next ones read. */
    public StepExecutionListener afterStep() {
        return new StepExecutionListener() {
            @Override
            public @Nullable ExitStatus afterStep(StepExecution step) {
                analyze(TABLES);
                return null;
            }
        };
    }

    /**
     * Looks within a step that fills a table from nothing, ever more seldom, since a table takes ever longer to grow by as
     * much again. How many rows there are and what their keys are like is enough then: texts take four times as long.
     */
    public <I, O> ChunkListener<I, O> betweenChunks() {
        return new ChunkListener<>() {
            @Override
            public void afterChunk(Chunk<O> chunk) {
                StepContext step = StepSynchronizationManager.getContext();
                long chunks = step == null ? 0 : step.getStepExecution().getCommitCount();
                if (chunks >= FIRST_LOOK && Long.bitCount(chunks) == 1) {
                    // An ANALYZE of the chunk's transaction would hold others off until that ends.
                    besideTheChunk.executeWithoutResult(status -> analyze(KEYS));
                }
            }
        };
    }

    private void analyze(String tables) {
        if (postgresql) {
            List<String> grown = jdbc.queryForList(tables, String.class);
            if (!grown.isEmpty()) {
                jdbc.execute("ANALYZE " + String.join(", ", grown));
            }
        }
    }
}
