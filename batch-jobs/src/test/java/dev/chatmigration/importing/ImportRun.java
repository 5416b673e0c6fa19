package dev.chatmigration.importing;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application whose only job is the import. */
final class ImportRun implements AutoCloseable {
    static final LocalDate NIGHT = LocalDate.of(2026, 12, 1);

    private final TestMigration migration;
    private final Job job;

    ImportRun(TestDatabase database) {
        migration = TestMigration.on(database);
        job = new JobBuilder("import", migration.bean(JobRepository.class))
                .start(importFlow())
                .end()
                .build();
    }

    /** As the bean is made; asked for by its type, it might one day not be the only flow. */
    private Flow importFlow() {
        return migration
                .bean(ImportSteps.class)
                .importFlow(
                        migration.bean(FeedCheck.class),
                        migration.bean(ChatAgentTable.class),
                        migration.bean(SupportUserTable.class),
                        migration.bean(AgentReviewTable.class),
                        migration.bean(AccountEvents.class));
    }

    /** Imports a feed; the night is the first of December and as many days later as runs came before. */
    BatchStatus run(Path feed, long run) {
        return execute(feed, run, NIGHT.plusDays(run - 1)).getStatus();
    }

    BatchStatus run(Path feed, long run, LocalDate night) {
        return execute(feed, run, night).getStatus();
    }

    JobExecution execute(Path feed, long run, LocalDate night) {
        try {
            return migration
                    .bean(JobOperator.class)
                    .start(
                            job,
                            new JobParametersBuilder()
                                    .addString("feed", feed.toString())
                                    .addLocalDate("night", night)
                                    .addString("asOf", asOf(night).toString())
                                    .addLong("run", run)
                                    .toJobParameters());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Instant asOf(LocalDate night) {
        return Instant.parse(night + "T01:00:00Z");
    }

    <T> T bean(Class<T> type) {
        return migration.bean(type);
    }

    JdbcClient sql() {
        return migration.sql();
    }

    LegacyAccount account(long id) {
        return bean(LegacyAccounts.class).withAgents(List.of(id)).get(0);
    }

    List<FileTotals> totals(long run) {
        return bean(ImportTotals.class).of(run);
    }

    FileTotals totals(long run, String file) {
        return totals(run).stream()
                .filter(totals -> totals.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    List<Reject> rejects(long run) {
        List<Reject> rejects = new ArrayList<>();
        bean(Rejects.class).each(run, rejects::add);
        return rejects;
    }

    @Override
    public void close() {
        migration.close();
    }
}
