package dev.chatmigration.maildispatch;

import dev.chatmigration.steps.ChunkProgress;
import dev.chatmigration.steps.StepProgress;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The step: due mails by the hundred, each claimed, sent and recorded. */
@Configuration(proxyBeanMethods = false)
class MailDispatchConfiguration {
    /**
     * A chunk is no transaction here. A mail cannot be rolled back, so rolling back what we know of it would only make us
     * send it again; every claim and every outcome is committed by itself.
     */
    @Bean
    Step mailDispatchStep(JobRepository jobs, DueMails dueMails, SendMails sendMails, StepProgress progress) {
        var shown = new ChunkProgress<String, String>(progress);
        return new StepBuilder(MailDispatch.STEP, jobs)
                .<String, String>chunk(DueMails.CHUNK)
                .transactionManager(new ResourcelessTransactionManager())
                .reader(dueMails)
                .writer(sendMails)
                .listener((StepExecutionListener) sendMails)
                .listener((StepExecutionListener) shown)
                .listener((ChunkListener<String, String>) shown)
                .build();
    }
}
