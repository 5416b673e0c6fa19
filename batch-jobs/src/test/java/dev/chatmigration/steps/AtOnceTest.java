package dev.chatmigration.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.testing.MigrationBench;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.StepExecution;

class AtOnceTest {
    private final StepExecution step =
            new StepExecution(1, "upgrade", new JobExecution(1, new JobInstance(1, "upgrade"), new JobParameters()));

    @AfterEach
    void theStepIsOver() {
        StepSynchronizationManager.release();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eachThingHasItsTurnOnceAsPartOfTheStep(TestDatabase database) {
        List<Integer> things = IntStream.range(0, 1000).boxed().toList();
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        StepSynchronizationManager.register(step);

        on(database).each(things, thing -> {
            StepContext context = Objects.requireNonNull(StepSynchronizationManager.getContext());
            assertThat(context.getStepExecution()).isSameAs(step);
            done.add(thing);
        });

        assertThat(done).containsExactlyInAnyOrderElementsOf(things);
    }

    @Test
    void onPostgresqlOneWaitsForTheDatabaseWhileAnotherGoesOn() {
        CyclicBarrier bothAreThere = new CyclicBarrier(2);

        on(TestDatabase.POSTGRESQL).each(List.of(1, 2), thing -> await(bothAreThere));

        assertThat(bothAreThere.isBroken()).isFalse();
    }

    @Test
    void onH2TheyFollowOneAnotherInTheirOrder() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();

        on(TestDatabase.H2).each(List.of(1, 2, 3), done::add);

        assertThat(done).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatOneThrowsIsThrownAndThoseNotYetBegunAreLeft(TestDatabase database) {
        AtomicInteger begun = new AtomicInteger();
        List<Integer> things = IntStream.range(0, 1000).boxed().toList();

        assertThatThrownBy(() -> on(database).each(things, thing -> {
                    begun.incrementAndGet();
                    throw new StackOverflowError("thing " + thing);
                }))
                .isInstanceOf(StackOverflowError.class)
                .hasMessageStartingWith("thing ");

        assertThat(begun).hasValueLessThanOrEqualTo(AtOnce.CONNECTIONS);
    }

    private static AtOnce on(TestDatabase database) {
        return MigrationBench.on(database).bean(AtOnce.class);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
