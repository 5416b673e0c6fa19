package dev.chatmigration.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.testing.MigrationBench;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** What PostgreSQL knows of a table while a step fills it from nothing. */
class StatisticsWithinStepsTest {
    private static final int CHUNKS = 20;

    private final MigrationBench bench = MigrationBench.on(TestDatabase.POSTGRESQL);

    @BeforeEach
    void makeTable() {
        bench.sql()
                .sql("CREATE TABLE filled (account_id BIGINT PRIMARY KEY, text VARCHAR NOT NULL)")
                .update();
    }

    @AfterEach
    void dropTable() {
        bench.sql().sql("DROP TABLE filled").update();
    }

    @Test
    void aTableIsLookedAtWhileItGrowsAndNotOnlyWhenTheStepIsThrough() throws Exception {
        List<Double> known = new ArrayList<>();

        execute(1, bench.bean(AccountSteps.class).over("filling", new Ids(), (night, ids) -> {
            known.add(rowsKnown());
            fill(ids);
        }));

        assertThat(known).hasSize(CHUNKS);
        assertThat(known.subList(0, 9)).allSatisfy(rows -> assertThat(rows).isNegative());
        assertThat(known.get(9)).isPositive();
        assertThat(known.get(CHUNKS - 1)).isGreaterThan(known.get(9));
        assertThat(rowsKnown()).isGreaterThanOrEqualTo(known.get(CHUNKS - 1));
    }

    @Test
    void allColumnsAreKnownWhenTheStepIsThrough() throws Exception {
        List<String> known = new ArrayList<>();

        execute(2, bench.bean(AccountSteps.class).over("filling", new Ids(), (night, ids) -> {
            known.clear();
            known.addAll(columnsKnown());
            fill(ids);
        }));

        assertThat(known).containsExactly("account_id");
        assertThat(columnsKnown()).containsExactly("account_id", "text");
    }

    private void fill(List<Long> ids) {
        bench.sql()
                .sql("INSERT INTO filled SELECT a.id, REPEAT('x', 500) FROM UNNEST(CAST(? AS BIGINT[])) a(id)")
                .param(ids.toArray(Long[]::new))
                .update();
    }

    private List<String> columnsKnown() {
        return bench.sql()
                .sql("SELECT attname FROM pg_stats WHERE tablename = 'filled' ORDER BY attname")
                .query(String.class)
                .list();
    }

    /** As the planner has it; negative where nobody has looked. */
    private double rowsKnown() {
        return bench.sql()
                .sql("SELECT reltuples FROM pg_class WHERE relname = 'filled'")
                .query(Double.class)
                .single();
    }

    private void execute(long run, Step step) throws Exception {
        JobRepository repository = bench.bean(JobRepository.class);
        JobParameters parameters = new Night(run, LocalDate.parse("2026-12-01"), Instant.parse("2026-12-01T01:00:00Z"))
                .toParameters("none");
        JobExecution job = repository.createJobExecution(
                repository.createJobInstance("filling", parameters), parameters, new ExecutionContext());
        StepExecution execution = repository.createStepExecution(step.getName(), job);
        step.execute(execution);
        assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    }

    /** A few chunks of accounts. */
    private final class Ids implements AccountSource {
        private final int count = CHUNKS * bench.bean(MigrationSettings.class).chunkSize();

        @Override
        public List<Long> next(Night night, @Nullable Long last, int limit) {
            long after = last == null ? 0 : last;
            return LongStream.rangeClosed(after + 1, Math.min(count, after + limit))
                    .boxed()
                    .toList();
        }

        @Override
        public long count(Night night) {
            return count;
        }
    }
}
