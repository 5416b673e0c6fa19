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
import java.util.function.BooleanSupplier;
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
    /** Mails that a connection has taken, and not begun with because it is still at the one before. */
    private final AtomicInteger taken = new AtomicInteger();

    private final Object bell = new Object();
    /** What whoever collects the results waits for; read and set under the lock of the bell. */
    private BooleanSupplier wanted = () -> false;

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
        return handed.size() + taken.get();
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

    /**
     * What has ended since the last time. Waits a while for the first where there is none, and then a moment for others, so
     * that each does not wake whoever collects them.
     *
     * @param many that are worth waking for
     * @param few so few mails not begun that there is no time to lose
     */
    List<Result> results(Duration atMost, Duration moment, int many, int few) throws InterruptedException {
        if (underWay > 0 && !atMost.isZero()) {
            await(atMost, () -> !results.isEmpty());
            await(moment, () -> results.size() >= Math.min(many, underWay) || notBegun() <= few);
        }
        List<Result> collected = new ArrayList<>();
        results.drainTo(collected);
        underWay -= collected.size();
        givenUp += (int) collected.stream().filter(Result::connectionGivenUp).count();
        return collected;
    }

    private void await(Duration atMost, BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (bell) {
            wanted = what;
            for (long left = atMost.toNanos(); left > 0 && !what.getAsBoolean(); left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(bell, left);
            }
            wanted = () -> false;
        }
    }

    private void ring() {
        synchronized (bell) {
            if (wanted.getAsBoolean()) {
                bell.notifyAll();
            }
        }
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
            Ready ready = take();
            while (ready != null) {
                try {
                    connection.prepare(ready.outgoing());
                } catch (TransportUnavailable e) {
                    results.add(new Result(ready, new Outcome.NotHandedOver(String.valueOf(e.getMessage())), true));
                    ring();
                    return;
                }
                Ready next = nextAtHand();
                Outcome outcome = connection.send(ready.outgoing(), next == null ? null : next.outgoing());
                results.add(new Result(ready, outcome, false));
                if (next == null) {
                    idle.incrementAndGet();
                    ring();
                    next = take();
                } else {
                    taken.decrementAndGet();
                }
                ring();
                ready = next;
            }
        }
    }

    private @Nullable Ready take() {
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
        Optional<Ready> next = first.stream().flatMap(Optional::stream).findFirst();
        next.ifPresent(ready -> taken.incrementAndGet());
        return next.orElse(null);
    }
}
