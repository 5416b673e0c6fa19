package dev.chatmigration.importing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadAheadTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Test
    void theNextOneIsReadWhileTheOneBeforeIsAtWork() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        ReadAhead<Integer> ahead = new ReadAhead<>(source(n -> {
            if (n == 2) {
                second.countDown();
            }
            return n;
        }));

        assertThat(ahead.next()).isEqualTo(1);

        assertThat(second.await(20, SECONDS)).isTrue();
        ahead.close();
    }

    @Test
    void noMoreThanOneWaitsAndTheyComeInTheirOrder() {
        ReadAhead<Integer> ahead = new ReadAhead<>(source(n -> n));

        assertThat(List.of(ahead.next(), ahead.next(), ahead.next())).containsExactly(1, 2, 3);

        ahead.close();
        assertThat(events).containsExactly("1", "2", "3", "4", "closed");
    }

    @Test
    void whatTheSourceThrowsIsThrownInItsPlace() {
        for (Throwable failure : List.of(new IllegalStateException("broken"), new OutOfMemoryError("none left"))) {
            ReadAhead<Integer> ahead = new ReadAhead<>(source(n -> {
                if (n == 3) {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                }
                return n;
            }));
            assertThat(List.of(ahead.next(), ahead.next())).containsExactly(1, 2);

            assertThatThrownBy(ahead::next).isSameAs(failure);
            assertThatThrownBy(ahead::next).isSameAs(failure);
            ahead.close();
        }
        assertThat(events).containsExactly("1", "2", "3", "closed", "1", "2", "3", "closed");
    }

    @Test
    void closingWaitsForWhatIsBeingReadAndLeavesNoThreadBehind() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ReadAhead<Integer> ahead = new ReadAhead<>(source(n -> {
            if (n == 2) {
                reading.countDown();
                await(goOn);
                events.add("read");
            }
            return n;
        }));
        ahead.next();
        reading.await();
        Thread closing = new Thread(ahead::close);
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        closing.interrupt();

        goOn.countDown();

        closing.join();
        assertThat(events).containsExactly("1", "2", "read", "closed");
        for (Thread thread : threads) {
            thread.join();
            assertThat(thread).isNotSameAs(Thread.currentThread());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReadAhead.Source<Integer> source(IntFunction<Integer> read) {
        AtomicInteger asked = new AtomicInteger();
        return new ReadAhead.Source<>() {
            @Override
            public Integer next() {
                threads.add(Thread.currentThread());
                int n = asked.incrementAndGet();
                events.add(String.valueOf(n));
                return read.apply(n);
            }

            @Override
            public void close() {
                events.add("closed");
            }
        };
    }
}
