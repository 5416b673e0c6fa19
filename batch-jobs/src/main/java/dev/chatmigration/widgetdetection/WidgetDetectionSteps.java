package dev.chatmigration.widgetdetection;

import dev.chatmigration.database.Statistics;
import dev.chatmigration.importing.PageFeed;
import dev.chatmigration.steps.ChunkProgress;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.StepProgress;
import java.nio.file.Path;
import java.util.List;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Reads the pages of the feed and looks at each bundle of them: a chunk is one bundle. */
@Configuration(proxyBeanMethods = false)
class WidgetDetectionSteps {
    @Bean
    @StepScope
    ItemStreamReader<List<DeliveredPage>> pageReader(
            PageFeed feed,
            DeliveredPages pages,
            @Value("#{jobParameters['" + Night.FEED + "']}") String directory,
            @Value("#{jobParameters['" + Night.RUN + "']}") long run) {
        return feed.reader(Path.of(directory), run, records -> pages.look(records, run));
    }

    @Bean
    @StepScope
    ItemWriter<List<DeliveredPage>> pageWriter(
            DeliveredPages pages,
            @Value("#{stepExecution}") StepExecution step,
            @Value("#{jobParameters['" + Night.RUN + "']}") long run) {
        return chunk -> chunk.forEach(bundle -> {
            pages.process(bundle, run);
            // Spring Batch adds one for the bundle; its records shall count pages.
            step.setReadCount(step.getReadCount() + bundle.size() - 1);
            step.setWriteCount(step.getWriteCount() + bundle.size() - 1);
        });
    }

    @Bean
    Step widgetDetectionStep(
            JobRepository repository,
            PlatformTransactionManager transactions,
            @Qualifier("pageReader") ItemStreamReader<List<DeliveredPage>> pageReader,
            @Qualifier("pageWriter") ItemWriter<List<DeliveredPage>> pageWriter,
            StepProgress progress,
            Statistics statistics) {
        var shown = new ChunkProgress<List<DeliveredPage>, List<DeliveredPage>>(progress, List::size);
        return new StepBuilder("widget-detection", repository)
                .<List<DeliveredPage>, List<DeliveredPage>>chunk(1)
                .transactionManager(transactions)
                .reader(pageReader)
                .writer(pageWriter)
                .listener((StepExecutionListener) shown)
                .listener((ChunkListener<List<DeliveredPage>, List<DeliveredPage>>) shown)
                .listener(statistics.afterStep())
                .listener(statistics.<List<DeliveredPage>, List<DeliveredPage>>betweenChunks())
                .build();
    }
}
