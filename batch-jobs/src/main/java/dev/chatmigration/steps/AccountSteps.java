package dev.chatmigration.steps;

import dev.chatmigration.database.Statistics;
import dev.chatmigration.settings.MigrationSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds steps that go over accounts: ids are read in order, and the work gets a chunk of them at a time. */
@Component
public class AccountSteps {
    private static final Logger log = LoggerFactory.getLogger(AccountSteps.class);

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final MigrationSettings settings;
    private final StepProgress progress;
    private final SetAside setAside;
    private final Statistics statistics;

    AccountSteps(
            JobRepository repository,
            PlatformTransactionManager transactions,
            MigrationSettings settings,
            StepProgress progress,
            SetAside setAside,
            Statistics statistics) {
        this.repository = repository;
        this.transactions = transactions;
        this.settings = settings;
        this.progress = progress;
        this.setAside = setAside;
        this.statistics = statistics;
    }

    /** A step whose chunks are transactions: what the work writes commits together with the step's checkpoint. */
    public Step over(String name, AccountSource source, AccountWork work) {
        var savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return build(name, source, work, transactions, savepoint);
    }

    /**
     * A step whose work makes its own transactions, one an account. Such work must skip what is done, because the
     * checkpoint follows behind it.
     */
    public Step eachInItsOwnTransaction(String name, AccountSource source, AccountWork work) {
        return build(
                name, source, work, new ResourcelessTransactionManager(), TransactionOperations.withoutTransaction());
    }

    private Step build(
            String name,
            AccountSource source,
            AccountWork work,
            PlatformTransactionManager manager,
            TransactionOperations attempt) {
        var reader = new AccountReader(source, settings.chunkSize());
        var writer = new WorkWriter(work, attempt, setAside);
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
                .listener(statistics)
                .build();
    }

    /**
     * Gives the work a chunk of accounts. Where that fails for a reason that lies with an account, it gives them in ever
     * smaller groups, and sets aside the one with which even a group of its own fails.
     */
    private static final class WorkWriter implements ItemWriter<Long>, StepExecutionListener {
        private final AccountWork work;
        private final TransactionOperations attempt;
        private final SetAside setAside;
        private @Nullable StepExecution step;
        private @Nullable Night night;

        WorkWriter(AccountWork work, TransactionOperations attempt, SetAside setAside) {
            this.work = work;
            this.attempt = attempt;
            this.setAside = setAside;
        }

        @Override
        public void beforeStep(StepExecution execution) {
            step = execution;
            night = Night.of(execution.getJobParameters());
            work.begin(night);
        }

        @Override
        public void write(Chunk<? extends Long> chunk) {
            if (night == null || step == null) {
                throw new IllegalStateException("The writer was not told of its step");
            }
            List<Long> ids = chunk.getItems().stream().map(Long.class::cast).toList();
            Set<Long> left = setAside.inRun(ids, night);
            process(ids.stream().filter(id -> !left.contains(id)).toList(), step.getStepName(), night);
        }

        private void process(List<Long> ids, String name, Night current) {
            if (ids.isEmpty()) {
                return;
            }
            Throwable failure;
            try {
                attempt.executeWithoutResult(status -> {
                    work.process(current, ids);
                    setAside.done(ids, name, current);
                });
                return;
            } catch (RuntimeException e) {
                if (!SetAside.liesWithAnAccount(e)) {
                    throw e;
                }
                failure = e;
            } catch (StackOverflowError e) {
                failure = e;
            }
            if (ids.size() > 1) {
                process(ids.subList(0, ids.size() / 2), name, current);
                process(ids.subList(ids.size() / 2, ids.size()), name, current);
            } else {
                log.error("Account {} is set aside in {}", ids.get(0), name, failure);
                setAside.add(ids.get(0), name, current, failure);
            }
        }
    }
}
