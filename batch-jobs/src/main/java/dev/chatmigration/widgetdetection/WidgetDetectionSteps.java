package dev.chatmigration.widgetdetection;

import dev.chatmigration.database.Statistics;
import dev.chatmigration.importing.PageFeed;
import dev.chatmigration.importing.PageRecord;
import dev.chatmigration.steps.ChunkProgress;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.StepProgress;
import java.nio.file.Path;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Reads the pages of the feed and looks at each chunk of them. */
@Configuration(proxyBeanMethods = false)
class WidgetDetectionSteps {
    /** Few, since a page may be large. */
    private static final int PAGES = 40;

    @Bean
    @StepScope
    ItemStreamReader<PageRecord> pageReader(
            PageFeed feed,
            @Value("#{jobParameters['" + Night.FEED + "']}") String directory,
            @Value("#{jobParameters['" + Night.RUN + "']}") long run) {
        return feed.reader(Path.of(directory), run);
    }

    @Bean
    @StepScope
    ItemWriter<PageRecord> pageWriter(DeliveredPages pages, @Value("#{jobParameters['" + Night.RUN + "']}") long run) {
        return chunk -> pages.process(chunk.getItems(), run);
    }

    @Bean
    Step widgetDetectionStep(
            JobRepository repository,
            PlatformTransactionManager transactions,
            @Qualifier("pageReader") ItemStreamReader<PageRecord> pageReader,
            @Qualifier("pageWriter") ItemWriter<PageRecord> pageWriter,
            StepProgress progress,
            Statistics statistics) {
        var shown = new ChunkProgress<PageRecord, PageRecord>(progress);
        return new StepBuilder("widget-detection", repository)
                .<PageRecord, PageRecord>chunk(PAGES)
                .transactionManager(transactions)
                .reader(pageReader)
                .writer(pageWriter)
                .listener((StepExecutionListener) shown)
                .listener((ChunkListener<PageRecord, PageRecord>) shown)
                .listener(statistics.afterStep())
                .listener(statistics.<PageRecord, PageRecord>betweenChunks())
                .build();
    }
}
