package dev.chatmigration.steps;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where nobody watches, nothing is shown. */
@Configuration(proxyBeanMethods = false)
class SilentProgress {
    @Bean
    @ConditionalOnMissingBean
    StepProgress silent() {
        return new StepProgress() {
            @Override
            public void report(String step, long done, @Nullable Long total) {}

            @Override
            public void ended(String step, long done) {}
        };
    }
}
