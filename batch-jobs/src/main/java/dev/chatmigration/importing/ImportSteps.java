package dev.chatmigration.importing;

import dev.chatmigration.database.Statistics;
import dev.chatmigration.steps.ChunkProgress;
import dev.chatmigration.steps.StepProgress;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The steps of the import, in the order in which records depend on each other. The job gives them the parameters
 * {@code feed}, {@code night}, {@code asOf} and {@code run}.
 */
@Configuration(proxyBeanMethods = false)
class ImportSteps {
    private static final int CHUNK = 2_000;

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final CurrentDelivery delivery;
    private final AccountTable accounts;
    private final AgentDeliveries deliveries;
    private final NewAgentIds newAgentIds;
    private final ImportRecorder recorder;
    private final StepProgress progress;
    private final Statistics statistics;

    ImportSteps(
            JobRepository repository,
            PlatformTransactionManager transactions,
            CurrentDelivery delivery,
            AccountTable accounts,
            AgentDeliveries deliveries,
            NewAgentIds newAgentIds,
            ImportRecorder recorder,
            StepProgress progress,
            Statistics statistics) {
        this.repository = repository;
        this.transactions = transactions;
        this.delivery = delivery;
        this.accounts = accounts;
        this.deliveries = deliveries;
        this.newAgentIds = newAgentIds;
        this.recorder = recorder;
        this.progress = progress;
        this.statistics = statistics;
    }

    @Bean
    Flow importFlow(
            FeedCheck feed,
            ChatAgentTable chatAgents,
            SupportUserTable supportUsers,
            AgentReviewTable reviews,
            AccountEvents events) {
        return new FlowBuilder<Flow>("importFlow")
                .start(checkFeed(feed))
                .next(step("import:accounts", FeedKind.ACCOUNTS, new AccountCheck(), accounts))
                .next(step("import:chat-agents", FeedKind.CHAT_AGENTS, new ChatAgentCheck(), chatAgents))
                .next(step("import:support-users", FeedKind.SUPPORT_USERS, new SupportUserCheck(), supportUsers))
                .next(step("import:agent-reviews", FeedKind.AGENT_REVIEWS, new AgentReviewCheck(), reviews))
                .next(step("import:account-events", FeedKind.ACCOUNT_EVENTS, new AccountEventCheck(), events.table()))
                .build();
    }

    /** Looks again when a night is resumed: the rest must come from the same feed as the beginning. */
    private Step checkFeed(FeedCheck feed) {
        return new StepBuilder("import:check-feed", repository)
                .tasklet(
                        (contribution, context) -> {
                            feed.check(delivery.get().feed());
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private <T> Step step(String name, FeedKind kind, RecordParser.RecordCheck<T> check, RecordTable<T> table) {
        var shown = new ChunkProgress<FeedItem<T>, FeedItem<T>>(progress);
        return new StepBuilder(name, repository)
                .<FeedItem<T>, FeedItem<T>>chunk(CHUNK)
                .transactionManager(transactions)
                .reader(new FeedReader<>(
                        () -> new FeedFiles(delivery.get().feed(), kind), new RecordParser<>(kind, check)))
                .writer(new RecordWriter<>(table, accounts, deliveries, newAgentIds, recorder, delivery::get))
                .listener((StepExecutionListener) shown)
                .listener((ChunkListener<FeedItem<T>, FeedItem<T>>) shown)
                .listener(statistics.afterStep())
                .listener(statistics.<FeedItem<T>, FeedItem<T>>betweenChunks())
                .build();
    }
}
