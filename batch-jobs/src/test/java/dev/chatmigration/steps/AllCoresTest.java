package dev.chatmigration.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllCoresTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 1000})
    void resultsComeInTheOrderOfTheThings(int size) {
        List<Integer> things = IntStream.range(0, size).boxed().toList();

        assertThat(AllCores.each(things, thing -> 2 * thing))
                .containsExactlyElementsOf(
                        things.stream().map(thing -> 2 * thing).toList());
    }

    @Test
    void nothingWaitsForASlowOne() {
        int others = 63;
        CountDownLatch done = new CountDownLatch(others);

        List<Boolean> results =
                AllCores.each(IntStream.rangeClosed(0, others).boxed().toList(), thing -> {
                    if (thing > 0) {
                        done.countDown();
                        return true;
                    }
                    return isThrough(done);
                });

        assertThat(results).hasSize(others + 1).doesNotContain(false);
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        assertThatThrownBy(() -> AllCores.each(List.of(1, 2, 3), thing -> {
                    if (thing == 2) {
                        throw new IllegalStateException("two");
                    }
                    return thing;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two");
    }

    private static boolean isThrough(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
