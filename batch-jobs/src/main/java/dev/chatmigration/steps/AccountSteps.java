package dev.chatmigration.steps;

import dev.chatmigration.database.Product;
import dev.chatmigration.database.Statistics;
import dev.chatmigration.settings.MigrationSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.partition.support.DefaultStepExecutionAggregator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds steps that go over accounts: ids are read in order, and the work gets a chunk of them at a time. */
@Component
public class AccountSteps {
    private static final Logger log = LoggerFactory.getLogger(AccountSteps.class);

    private static final int LARGE = 10;

    /** Partitions have their chunks at the same time, and some read everybody in the accounts of one. */
    private static final int LARGE_IN_PARTITIONS = 5;

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final MigrationSettings settings;
    private final StepProgress progress;
    private final SetAside setAside;
    private final Statistics statistics;
    private final boolean postgresql;

    AccountSteps(
            JobRepository repository,
            PlatformTransactionManager transactions,
            MigrationSettings settings,
            StepProgress progress,
            SetAside setAside,
            Statistics statistics,
            DataSource source) {
        this.repository = repository;
        this.transactions = transactions;
        this.settings = settings;
        this.progress = progress;
        this.setAside = setAside;
        this.statistics = statistics;
        this.postgresql = Product.isPostgresql(source);
    }

    /** A step whose chunks are transactions: what the work writes commits together with the step's checkpoint. */
    public Step over(String name, AccountSource source, AccountWork work) {
        return whole(name, source, work, settings.chunkSize(), transactions, savepoint());
    }

    /** As {@link #over}, in chunks ten times as large, for work that costs more a chunk than it does an account. */
    public Step inLargeChunks(String name, AccountSource source, AccountWork work) {
        return whole(name, source, work, chunkSize(LARGE), transactions, savepoint());
    }

    /**
     * A step whose work makes its own transactions, one an account. Such work must skip what is done, because the
     * checkpoint follows behind it.
     */
    public Step eachInItsOwnTransaction(String name, AccountSource source, AccountWork work) {
        return whole(
                name,
                source,
                work,
                settings.chunkSize(),
                new ResourcelessTransactionManager(),
                TransactionOperations.withoutTransaction());
    }

    /**
     * As {@link #over}, in partitions at the same time and chunks five times as large where the database is PostgreSQL, for
     * work that does not mind who comes first. Each partition is a range of ids and a step of its own in the records of
     * Spring Batch; one that was cut off goes on behind its own last chunk.
     *
     * @param source gives ids in ascending order
     */
    public Step inPartitions(String name, AccountSource source, AccountWork work) {
        if (!postgresql) {
            return over(name, source, work);
        }
        var shown = new ChunkProgress<Long, Long>(progress);
        // Given as it is, it would be told of the partitions as if each were the whole step.
        ChunkListener<Long, Long> chunksShown = new ChunkListener<>() {
            @Override
            public void afterChunk(Chunk<Long> chunk) {
                shown.afterChunk(chunk);
            }
        };
        Step partition = new Step() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public void execute(StepExecution execution) throws JobInterruptedException {
                // Reader and writer remember where they are, so each partition has its own.
                chunks(name, source, work, chunkSize(LARGE_IN_PARTITIONS), transactions, savepoint(), chunksShown)
                        .build()
                        .execute(execution);
            }
        };
        var threads = new SimpleAsyncTaskExecutor(name + "-");
        threads.setConcurrencyLimit(AtOnce.CONNECTIONS);
        return new StepBuilder(name, repository)
                .partitioner(name, count -> partitions(source.ends(count)))
                .step(partition)
                .gridSize(AtOnce.CONNECTIONS)
                .taskExecutor(threads)
                .aggregator(AccountSteps::aggregate)
                .listener(new Beginning(source, work))
                .listener((StepExecutionListener) shown)
                .listener(statistics.afterStep())
                .build();
    }

    private Step whole(
            String name,
            AccountSource source,
            AccountWork work,
            int chunkSize,
            PlatformTransactionManager manager,
            TransactionOperations attempt) {
        var shown = new ChunkProgress<Long, Long>(progress);
        return chunks(name, source, work, chunkSize, manager, attempt, shown)
                .listener(new Beginning(source, work))
                .listener((StepExecutionListener) shown)
                .listener(statistics.afterStep())
                .build();
    }

    private ChunkOrientedStepBuilder<Long, Long> chunks(
            String name,
            AccountSource source,
            AccountWork work,
            int chunkSize,
            PlatformTransactionManager manager,
            TransactionOperations attempt,
            ChunkListener<Long, Long> shown) {
        var reader = new AccountReader(source, chunkSize);
        var writer = new WorkWriter(name, work, attempt, setAside);
        return new StepBuilder(name, repository)
                .<Long, Long>chunk(chunkSize)
                .transactionManager(manager)
                .reader(reader)
                .writer(writer)
                .listener(shown)
                .listener(statistics.<Long, Long>betweenChunks())
                .listener((StepExecutionListener) reader)
                .listener((StepExecutionListener) writer);
    }

    private int chunkSize(int times) {
        return (int) Math.min(Integer.MAX_VALUE, (long) times * settings.chunkSize());
    }

    private TransactionTemplate savepoint() {
        var savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return savepoint;
    }

    private static Map<String, ExecutionContext> partitions(List<Long> ends) {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        Long after = null;
        for (Long end : ends) {
            partitions.put(String.valueOf(partitions.size() + 1), AccountReader.partition(after, end));
            after = end;
        }
        partitions.put(String.valueOf(partitions.size() + 1), AccountReader.partition(after, null));
        return partitions;
    }

    /** What a partition failed with is what the step failed with. */
    private static void aggregate(StepExecution step, Collection<StepExecution> partitions) {
        new DefaultStepExecutionAggregator().aggregate(step, partitions);
        partitions.forEach(partition -> partition.getFailureExceptions().forEach(step::addFailureException));
    }

    /** What is to be done once, in however many partitions a step goes over its accounts. */
    private record Beginning(AccountSource source, AccountWork work) implements StepExecutionListener {
        @Override
        public void beforeStep(StepExecution step) {
            Night night = Night.of(step.getJobParameters());
            step.getExecutionContext().putLong(StepProgress.TOTAL, source.count(night));
            work.begin(night);
        }
    }

    /**
     * Gives the work a chunk of accounts. Where that fails for a reason that lies with an account, it gives them in ever
     * smaller groups, and sets aside the one with which even a group of its own fails.
     */
    private static final class WorkWriter implements ItemWriter<Long>, StepExecutionListener {
        private final String name;
        private final AccountWork work;
        private final TransactionOperations attempt;
        private final SetAside setAside;
        private @Nullable Night night;

        WorkWriter(String name, AccountWork work, TransactionOperations attempt, SetAside setAside) {
            this.name = name;
            this.work = work;
            this.attempt = attempt;
            this.setAside = setAside;
        }

        @Override
        public void beforeStep(StepExecution execution) {
            night = Night.of(execution.getJobParameters());
        }

        @Override
        public void write(Chunk<? extends Long> chunk) {
            if (night == null) {
                throw new IllegalStateException("The writer was not told of its step");
            }
            List<Long> ids = chunk.getItems().stream().map(Long.class::cast).toList();
            Set<Long> left = setAside.inRun(ids, night);
            process(ids.stream().filter(id -> !left.contains(id)).toList(), night);
        }

        private void process(List<Long> ids, Night current) {
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
                process(ids.subList(0, ids.size() / 2), current);
                process(ids.subList(ids.size() / 2, ids.size()), current);
            } else {
                log.error("Account {} is set aside in {}", ids.get(0), name, failure);
                setAside.add(ids.get(0), name, current, failure);
            }
        }
    }
}
