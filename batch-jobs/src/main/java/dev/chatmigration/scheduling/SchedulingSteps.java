package dev.chatmigration.scheduling;

import dev.chatmigration.steps.AccountSteps;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps that change where accounts stand. Events come once for each job, since both may run at the same time. */
@Configuration(proxyBeanMethods = false)
class SchedulingSteps {
    @Bean
    Step accountEventsStep(AccountSteps steps, ApplyEvents work) {
        return steps.over("scheduling:events", work, work);
    }

    @Bean
    Step accountEventsBeforeUpgradeStep(AccountSteps steps, ApplyEvents work) {
        return steps.over("scheduling:events", work, work);
    }

    @Bean
    Step leftLegacyStep(AccountSteps steps, CancelLeftLegacy work) {
        return steps.over("scheduling:left-legacy", work, work);
    }

    @Bean
    Step leftLegacyBeforeUpgradeStep(AccountSteps steps, CancelLeftLegacy work) {
        return steps.over("scheduling:left-legacy", work, work);
    }

    @Bean
    Step schedulingStep(AccountSteps steps, AssignSlots work) {
        return steps.inLargeChunks("scheduling", work, work);
    }
}
