package dev.chatmigration.steps;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where nobody watches, nothing is shown; who watches has a primary bean. */
@Configuration(proxyBeanMethods = false)
class SilentProgress {
    @Bean
    StepProgress silent() {
        return new StepProgress() {
            @Override
            public void report(String step, long done, @Nullable Long total) {}

            @Override
            public void ended(String step, long done) {}
        };
    }
}
