package dev.chatmigration.importing;

import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The delivery that the running step works on. */
@Component
@StepScope
class CurrentDelivery {
    private final Delivery delivery;

    CurrentDelivery(@Value("#{stepExecution.jobExecution.jobParameters}") JobParameters parameters) {
        this.delivery = Delivery.of(parameters);
    }

    Delivery get() {
        return delivery;
    }
}
