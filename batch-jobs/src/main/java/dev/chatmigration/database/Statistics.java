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
            SELECT quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = current_schema() AND c.relkind = 'r'
               AND pg_relation_size(c.oid) / current_setting('block_size')::int > 8 + 1.5 * c.relpages
             ORDER BY c.relname
            """;

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
                look();
                return null;
            }
        };
    }

    /**
     * Looks within a step that fills a table from nothing, ever more seldom, since a table takes ever longer to grow by as
     * much again.
     */
    public <I, O> ChunkListener<I, O> betweenChunks() {
        return new ChunkListener<>() {
            @Override
            public void afterChunk(Chunk<O> chunk) {
                StepContext step = StepSynchronizationManager.getContext();
                long chunks = step == null ? 0 : step.getStepExecution().getCommitCount();
                if (chunks >= FIRST_LOOK && Long.bitCount(chunks) == 1) {
                    // An ANALYZE of the chunk's transaction would hold others off until that ends.
                    besideTheChunk.executeWithoutResult(status -> look());
                }
            }
        };
    }

    private void look() {
        if (postgresql) {
            List<String> grown = jdbc.queryForList(GROWN, String.class);
            if (!grown.isEmpty()) {
                jdbc.execute("ANALYZE " + String.join(", ", grown));
            }
        }
    }
}
