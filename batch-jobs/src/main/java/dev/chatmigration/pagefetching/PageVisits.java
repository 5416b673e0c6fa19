package dev.chatmigration.pagefetching;

import dev.chatmigration.pagefetching.FetchOutcome.NotFetched;
import dev.chatmigration.pagefetching.PageFetches.Due;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages on their way: {@link PageFetcher#AT_ONCE} threads fetch, each the pages of one host after the other, and whoever
 * stores them takes what has come. Few pages wait to be taken, so memory does not grow with their number.
 */
final class PageVisits implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PageVisits.class);

    private final PageFetcher fetcher;
    private final Duration pause;
    private final long until;
    private final Queue<List<Due>> hosts;
    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(PageFetcher.AT_ONCE);
    private final ExecutorService threads;
    private int running;

    /**
     * Sets out.
     *
     * @param pause between two pages of one host
     * @param time after which no further page is begun
     */
    PageVisits(PageFetcher fetcher, List<Due> pages, Duration pause, Duration time) {
        this.fetcher = fetcher;
        this.pause = pause;
        this.until = System.nanoTime() + time.toNanos();
        Map<String, List<Due>> byHost = new LinkedHashMap<>();
        pages.forEach(page ->
                byHost.computeIfAbsent(page.host(), host -> new ArrayList<>()).add(page));
        this.hosts = new ConcurrentLinkedQueue<>(byHost.values());
        this.running = Math.min(PageFetcher.AT_ONCE, byHost.size());
        this.threads = Executors.newFixedThreadPool(PageFetcher.AT_ONCE, task -> {
            Thread thread = new Thread(task, "page-fetch");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < running; i++) {
            threads.execute(this::visitHosts);
        }
    }

    /** A page and what became of it. */
    record Visit(Due page, FetchOutcome outcome) {}

    /** A visit; null where a thread has nothing left to do. */
    private record Arrival(@Nullable Visit visit) {}

    /** What has come since, at least one visit as long as any is under way; empty at the end. */
    List<Visit> next() throws InterruptedException {
        List<Visit> visits = new ArrayList<>();
        List<Arrival> come = new ArrayList<>();
        while (visits.isEmpty() && running > 0) {
            come.add(arrivals.take());
            arrivals.drainTo(come);
            for (Arrival arrival : come) {
                if (arrival.visit() == null) {
                    running--;
                } else {
                    visits.add(arrival.visit());
                }
            }
            come.clear();
        }
        return visits;
    }

    private void visitHosts() {
        try {
            for (List<Due> host = hosts.poll(); host != null; host = hosts.poll()) {
                visit(host);
            }
            arrivals.put(new Arrival(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void visit(List<Due> host) throws InterruptedException {
        for (int i = 0; i < host.size() && System.nanoTime() < until; i++) {
            if (i > 0) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
            arrivals.put(new Arrival(new Visit(host.get(i), fetch(host.get(i)))));
        }
    }

    /** A page that breaks what reads it, whatever it did, is one page that did not come. */
    private FetchOutcome fetch(Due page) {
        try {
            return fetcher.fetch(page.url());
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("A page of account {} cannot be read: {}", page.accountId(), page.url(), e);
            return new NotFetched(
                    Obstacle.BROKEN,
                    page.host() + " sends a page that cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    PageFetcher.SAVE_IT);
        }
    }

    /** Ends what is under way; those pages count as not tried. */
    @Override
    public void close() {
        threads.shutdownNow();
        fetcher.close();
    }
}
