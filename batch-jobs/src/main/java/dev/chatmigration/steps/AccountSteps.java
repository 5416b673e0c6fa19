package dev.chatmigration.steps;

import dev.chatmigration.settings.MigrationSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds steps that go over accounts: ids are read in order, and the work gets a chunk of them at a time. */
@Component
public class AccountSteps {
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final MigrationSettings settings;
    private final StepProgress progress;

    AccountSteps(
            JobRepository repository,
            PlatformTransactionManager transactions,
            MigrationSettings settings,
            StepProgress progress) {
        this.repository = repository;
        this.transactions = transactions;
        this.settings = settings;
        this.progress = progress;
    }

    /** A step whose chunks are transactions: what the work writes commits together with the step's checkpoint. */
    public Step over(String name, AccountSource source, AccountWork work) {
        return build(name, source, work, transactions);
    }

    /**
     * A step whose work makes its own transactions, one an account. Such work must skip what is done, because the
     * checkpoint follows behind it.
     */
    public Step eachInItsOwnTransaction(String name, AccountSource source, AccountWork work) {
        return build(name, source, work, new ResourcelessTransactionManager());
    }

    private Step build(String name, AccountSource source, AccountWork work, PlatformTransactionManager manager) {
        var reader = new AccountReader(source, settings.chunkSize());
        var writer = new WorkWriter(work);
        var shown = new ChunkProgress<Long, Long>(progress);
        return new StepBuilder(name, repository)
                .<Long, Long>chunk(settings.chunkSize())
                .transactionManager(manager)
                .reader(reader)
                .writer(writer)
                .listener((StepExecutionListener) reader)
                .listener((StepExecutionListener) writer)
                .listener((StepExecutionListener) shown)
                .listener((ChunkListener<Long, Long>) shown)
                .build();
    }

    private static final class WorkWriter implements ItemWriter<Long>, StepExecutionListener {
        private final AccountWork work;
        private @Nullable Night night;

        WorkWriter(AccountWork work) {
            this.work = work;
        }

        @Override
        public void beforeStep(StepExecution step) {
            night = Night.of(step.getJobParameters());
            work.begin(night);
        }

        @Override
        public void write(Chunk<? extends Long> chunk) {
            if (night == null) {
                throw new IllegalStateException("The writer was not told of its step");
            }
            work.process(night, chunk.getItems().stream().map(Long.class::cast).toList());
        }
    }
}
