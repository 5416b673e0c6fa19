package dev.chatmigration.jobs;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The two jobs. {@code nightly} prepares every account; {@code upgrade} moves those whose slot has come. Both end with
 * telling people and sending mails.
 */
@Configuration(proxyBeanMethods = false)
class MigrationJobs {
    static final String NIGHTLY = "nightly";
    static final String UPGRADE = "upgrade";

    @Bean
    Job nightlyJob(
            JobRepository repository,
            @Qualifier("importFlow") Flow importFlow,
            @Qualifier("agentMergeStep") Step agentMerge,
            @Qualifier("ipReconciliationStep") Step ipReconciliation,
            @Qualifier("widgetDetectionStep") Step widgetDetection,
            @Qualifier("pageFetchingStep") Step pageFetching,
            @Qualifier("accountEventsStep") Step accountEvents,
            @Qualifier("readinessStep") Step readiness,
            @Qualifier("leftLegacyStep") Step leftLegacy,
            @Qualifier("schedulingStep") Step scheduling,
            @Qualifier("notificationStep") Step notification,
            @Qualifier("setupLinksStep") Step setupLinks,
            @Qualifier("mailDispatchStep") Step mailDispatch,
            GracefulStop stop) {
        return new JobBuilder(NIGHTLY, repository)
                .listener(stop)
                .start(importFlow)
                .next(agentMerge)
                .next(ipReconciliation)
                .next(widgetDetection)
                .next(pageFetching)
                .next(accountEvents)
                .next(readiness)
                .next(leftLegacy)
                .next(scheduling)
                .next(notification)
                .next(setupLinks)
                .next(mailDispatch)
                .end()
                .build();
    }

    @Bean
    Job upgradeJob(
            JobRepository repository,
            @Qualifier("accountEventsBeforeUpgradeStep") Step accountEvents,
            @Qualifier("leftLegacyBeforeUpgradeStep") Step leftLegacy,
            @Qualifier("upgradeStep") Step upgrade,
            @Qualifier("notificationAfterUpgradeStep") Step notification,
            @Qualifier("setupLinksAfterUpgradeStep") Step setupLinks,
            @Qualifier("mailDispatchStep") Step mailDispatch,
            GracefulStop stop) {
        return new JobBuilder(UPGRADE, repository)
                .listener(stop)
                .start(accountEvents)
                .next(leftLegacy)
                .next(upgrade)
                .next(notification)
                .next(setupLinks)
                .next(mailDispatch)
                .build();
    }
}
