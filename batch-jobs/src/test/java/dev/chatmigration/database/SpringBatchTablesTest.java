package dev.chatmigration.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

class SpringBatchTablesTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theRecordsOfARunAreKeptInTheDatabase(TestDatabase database) throws Exception {
        try (TestMigration migration = TestMigration.on(database)) {
            JobRepository repository = migration.bean(JobRepository.class);
            var step = new StepBuilder("a step", repository)
                    .tasklet((contribution, context) -> RepeatStatus.FINISHED)
                    .build();
            var job = new JobBuilder("a job", repository).start(step).build();

            migration
                    .bean(JobOperator.class)
                    .start(
                            job,
                            new JobParametersBuilder()
                                    .addString("night", "2026-12-01")
                                    .toJobParameters());

            assertThat(migration
                            .sql()
                            .sql("SELECT status FROM batch_step_execution WHERE step_name = 'a step'")
                            .query(String.class)
                            .single())
                    .isEqualTo("COMPLETED");
        }
    }
}
