package dev.chatmigration.maildispatch;

import dev.chatmigration.maildispatch.MailTransport.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connections that send at the same time, each in a thread of its own and opened when there is something for it to do. One
 * that cannot be opened is given up; the others go on. Mails are handed over and results collected by one thread.
 */
final class Connections implements AutoCloseable {
    private final MailTransport transport;
    private final int most;
    private final BlockingQueue<Optional<Ready>> handed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    /** Connections with nothing to do; one is counted until it has taken what was handed over for it. */
    private final AtomicInteger idle = new AtomicInteger();

    private int underWay;
    private int givenUp;

    /** @param most how many connections there may be */
    Connections(MailTransport transport, int most) {
        this.transport = transport;
        this.most = most;
    }

    /**
     * What came of a mail that was handed over.
     *
     * @param outcome {@link Outcome.NotHandedOver} where its connection could not be opened
     * @param connectionGivenUp whether there is a connection fewer from now on
     */
    record Result(Ready ready, Outcome outcome, boolean connectionGivenUp) {}

    /** Opens the first connection, unless that was done; a server that is away is told before any mail is claimed. */
    void open(OutgoingMail first) throws TransportUnavailable {
        if (threads.isEmpty()) {
            Connection connection = transport.connection();
            connection.prepare(first);
            start(connection);
        }
    }

    int most() {
        return most;
    }

    /** Mails handed over whose results were not collected. */
    int underWay() {
        return underWay;
    }

    /** Mails handed over that no connection has begun with. */
    int notBegun() {
        return handed.size();
    }

    /** Whether any connection is left. */
    boolean isAnyLeft() {
        return givenUp < most;
    }

    /** Gives a mail to whichever connection is free first. */
    void send(Ready ready) {
        underWay++;
        if (threads.size() < most && underWay > threads.size() - givenUp) {
            start(transport.connection());
        }
        handed.add(Optional.of(ready));
    }

    /** What has ended since the last time; waits a while for the first one where there is none. */
    List<Result> results(Duration atMost) throws InterruptedException {
        List<Result> collected = new ArrayList<>();
        Result first = results.poll(underWay > 0 ? atMost.toMillis() : 0, TimeUnit.MILLISECONDS);
        if (first != null) {
            collected.add(first);
        }
        results.drainTo(collected);
        underWay -= collected.size();
        givenUp += (int) collected.stream().filter(Result::connectionGivenUp).count();
        return collected;
    }

    /** Takes back what no connection has begun with. */
    List<Ready> takeBack() {
        List<Optional<Ready>> back = new ArrayList<>();
        handed.drainTo(back);
        underWay -= back.size();
        return back.stream().flatMap(Optional::stream).toList();
    }

    /** Lets each connection finish the mails at hand, and takes leave of the server. */
    @Override
    public void close() {
        takeBack();
        threads.forEach(thread -> handed.add(Optional.empty()));
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Connection connection) {
        Thread thread = new Thread(() -> serve(connection), "mail-dispatch-" + (threads.size() + 1));
        thread.setDaemon(true);
        threads.add(thread);
        idle.incrementAndGet();
        thread.start();
    }

    private void serve(Connection connection) {
        try (connection) {
            Ready ready = await();
            while (ready != null) {
                try {
                    connection.prepare(ready.outgoing());
                } catch (TransportUnavailable e) {
                    results.add(new Result(ready, new Outcome.NotHandedOver(String.valueOf(e.getMessage())), true));
                    return;
                }
                Ready next = nextAtHand();
                Outcome outcome = connection.send(ready.outgoing(), next == null ? null : next.outgoing());
                results.add(new Result(ready, outcome, false));
                if (next == null) {
                    idle.incrementAndGet();
                    next = await();
                }
                ready = next;
            }
        }
    }

    private @Nullable Ready await() {
        try {
            return handed.take().orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            idle.decrementAndGet();
        }
    }

    /** What this connection does next, where there is more than connections with nothing to do; null where there is not. */
    private @Nullable Ready nextAtHand() {
        if (handed.size() <= idle.get()) {
            return null;
        }
        List<Optional<Ready>> first = new ArrayList<>();
        handed.drainTo(first, 1);
        if (first.contains(Optional.<Ready>empty())) {
            // The end is for those that wait.
            handed.addAll(first);
        }
        return first.stream().flatMap(Optional::stream).findFirst().orElse(null);
    }
}
