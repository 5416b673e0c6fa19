package dev.chatmigration.pagefetching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.chatmigration.database.Origin;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.reporting.AccountStatus;
import dev.chatmigration.reporting.ReportText;
import dev.chatmigration.reporting.Reports;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A night that fetches the pages which its feed does not bring, from a real server on this machine. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FetchKnownPagesTest {
    private static final String MONDAY = "2026-11-30T01:00:00Z";
    private static final String TUESDAY = "2026-12-01T01:00:00Z";
    private static final String WEDNESDAY = "2026-12-02T01:00:00Z";
    private static final String LEGACY =
            "<html><body><script>window.$zopim||(function(d,s){var z=$zopim=function(c){z._.push(c)},$=z.s=\n"
                    + "d.createElement(s),e=d.getElementsByTagName(s)[0];z.set=function(o){z.set._.push(o)};z._=[];z.set._=[];"
                    + "$.async=!0;$.setAttribute('charset','utf-8');$.src='https://v2.zopim.com/?Z6Bcx1Xv';z.t=+new Date;"
                    + "$.type='text/javascript';e.parentNode.insertBefore($,e)})(document,'script');</script></body></html>";
    private static final String MODERN = "<html><body><script id=\"ze-snippet\""
            + " src=\"https://static.zdassets.com/ekr/snippet.js?key=de59dc1d-d323-4246-9003-f5b05b35d365\"></script>"
            + "</body></html>";

    private static final Map<TestDatabase, MigrationBench> FETCHING = new EnumMap<>(TestDatabase.class);

    private final TestDatabase database;
    private final MigrationBench bench;
    private final TestFeed feed;
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FetchKnownPagesTest(TestDatabase database, @TempDir Path directory) throws IOException {
        this.database = database;
        bench = FETCHING.computeIfAbsent(
                database,
                each -> MigrationBench.with(
                        each,
                        "migration.fetch-pages.enabled=true",
                        "migration.fetch-pages.allow-private=true",
                        "migration.fetch-pages.host-pause=1ms",
                        "migration.fetch-pages.pages-per-account=3",
                        "migration.fetch-pages.pages-per-host=4",
                        "migration.fetch-pages.pages-per-night=6"));
        bench.empty();
        feed = new TestFeed(directory);
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().toString();
                asked.add(exchange.getLocalAddress().getAddress().getHostAddress() + path);
                HttpHandler page = pages.get(path);
                if (page == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    page.handle(exchange);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @AfterAll
    static void close() {
        FETCHING.values().forEach(MigrationBench::close);
        FETCHING.clear();
    }

    @Test
    void aKnownPageIsFetchedOnceTheFeedDoesNotBringItAndWhatIsOnItNowCounts() {
        feed.account(1).page(at("/"), LEGACY, Map.of());
        serve("/", MODERN);
        bench.nightly(feed, MONDAY);
        assertThat(asked).isEmpty();
        assertThat(widget(1, "/")).isEqualTo("zopim");

        feed.account(1).withoutPages();
        Run run = bench.nightly(feed, TUESDAY);

        assertThat(asked).containsExactly("127.0.0.1/robots.txt", "127.0.0.1/");
        assertThat(widget(1, "/")).isEqualTo("web_widget");
        assertThat(outcomes(run)).containsExactly(Map.entry("STORED", 1L));
        assertThat(findings(1)).doesNotContain("widget-legacy-snippet");
        assertThat(report(run)).contains("Pages     stored 1 = 1 asked for at their sites");
    }

    @Test
    void aPageThatIsAsItWasDeliveredIsNotScannedAgain() {
        String policy = "script-src 'self'";
        feed.account(1).page(at("/"), LEGACY, Map.of("Content-Security-Policy", policy, "Date", "yesterday"));
        pages.put("/", exchange -> {
            exchange.getResponseHeaders().add("content-security-policy", policy);
            send(exchange, LEGACY);
        });
        bench.nightly(feed, MONDAY);
        bench.sql().sql("UPDATE page_verdict SET widget = 'none'").update();

        feed.account(1).withoutPages();
        Run run = bench.nightly(feed, TUESDAY);

        assertThat(outcomes(run)).containsExactly(Map.entry("UNCHANGED", 1L));
        assertThat(widget(1, "/")).isEqualTo("none");
        assertThat(seenRun(1, "/")).isEqualTo(run.id());
    }

    @Test
    void aPageThatDoesNotComeKeepsItsVerdictAndTheReasonIsShown() {
        feed.account(1).page(at("/gone"), LEGACY, Map.of());
        feed.account(2)
                .page(at("/private/"), LEGACY, Map.of())
                .page(at("/inside"), LEGACY, Map.of())
                .page("mailto:ann@shop.example", LEGACY, Map.of());
        pages.put("/robots.txt", exchange -> send(exchange, "User-agent: *\nDisallow: /private/\n", "text/plain"));
        serve("/private/", MODERN);
        pages.put("/inside", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data/");
            exchange.sendResponseHeaders(302, -1);
        });
        bench.nightly(feed, MONDAY);

        feed.account(1).withoutPages();
        feed.account(2).withoutPages();
        Run run = bench.nightly(feed, TUESDAY);

        assertThat(outcomes(run))
                .containsExactly(
                        Map.entry("ADDRESS", 1L),
                        Map.entry("FORBIDDEN_TARGET", 1L),
                        Map.entry("ROBOTS", 1L),
                        Map.entry("STATUS", 1L));
        assertThat(asked).doesNotContain("127.0.0.1/private/");
        assertThat(List.of(widget(1, "/gone"), widget(2, "/private/"), widget(2, "/inside")))
                .containsOnly("zopim");
        assertThat(report(run))
                .contains(
                        "Pages     address 1 + forbidden target 1 + robots 1 + status 1 = 4 asked for at their sites");
        assertThat(bench.bean(AccountStatus.class).of(2).orElseThrow().pagesNotFetched())
                .extracting(PageFetches.NotFetched::reason)
                .containsExactly(
                        "169.254.169.254 is at 169.254.169.254, cloud metadata",
                        "127.0.0.1 does not want this page fetched (robots.txt)",
                        "mailto:ann@shop.example is no address of a page");
    }

    @Test
    void aPageThatComesAgainIsNotShownAsMissingAnyMore() {
        feed.account(1).page(at("/"), LEGACY, Map.of());
        bench.nightly(feed, MONDAY);
        feed.account(1).withoutPages();
        bench.nightly(feed, TUESDAY);
        assertThat(notFetched(1)).hasSize(1);

        feed.account(1).page(at("/"), LEGACY, Map.of());
        bench.nightly(feed, WEDNESDAY);

        assertThat(notFetched(1)).isEmpty();
    }

    @Test
    void nothingIsFetchedWhereNobodyHasSwitchedItOn() {
        MigrationBench unset = MigrationBench.on(database);
        feed.account(1).page(at("/"), LEGACY, Map.of());
        unset.nightly(feed, MONDAY);
        feed.account(1).withoutPages();

        unset.nightly(feed, TUESDAY);

        assertThat(asked).isEmpty();
        assertThat(unset.count("page_fetch")).isZero();
    }

    @Test
    void nothingIsFetchedOnASimulatedClock() {
        bench.bean(Origin.class).settle(true, Instant.parse(MONDAY));
        feed.account(1).page(at("/"), LEGACY, Map.of());
        bench.nightly(feed, MONDAY);
        feed.account(1).withoutPages();

        bench.nightly(feed, TUESDAY);

        assertThat(asked).isEmpty();
        assertThat(bench.count("page_fetch")).isZero();
    }

    @Test
    void nothingOnThisMachineIsAskedUnlessThatIsAllowed() {
        try (MigrationBench careful = MigrationBench.with(database, "migration.fetch-pages.enabled=true")) {
            feed.account(1)
                    .page("http://127.0.0.1/", LEGACY, Map.of())
                    .page("http://[::1]/", LEGACY, Map.of())
                    .page(at("/"), LEGACY, Map.of());
            careful.nightly(feed, MONDAY);
            feed.account(1).withoutPages();
            Run run = careful.nightly(feed, TUESDAY);

            assertThat(careful.bean(PageFetches.class).outcomes(run.id()))
                    .containsExactly(Map.entry("FORBIDDEN_TARGET", 3L));
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void whatIsNotLookedAtAnyMoreIsNotFetched() {
        for (long id = 1; id <= 4; id++) {
            feed.account(id).page(at("/" + id), LEGACY, Map.of());
            serve("/" + id, LEGACY);
        }
        bench.nightly(feed, MONDAY);
        for (long id = 1; id <= 4; id++) {
            feed.account(id).withoutPages();
        }
        feed.account(2).with("phase", "phase4");
        feed.account(3).with("phase", "phase4");
        feed.account(4).with("phase", "phase4");
        stateIs(2, "UPGRADED");
        stateIs(3, "FINALIZED");

        bench.nightly(feed, TUESDAY);

        assertThat(asked).containsExactlyInAnyOrder("127.0.0.1/robots.txt", "127.0.0.1/1", "127.0.0.1/2");
        assertThat(bench.sql()
                        .sql("SELECT account_id FROM page_verdict WHERE after_upgrade")
                        .query(Long.class)
                        .list())
                .containsExactly(2L);
    }

    @Test
    void theLimitsOfANightHoldAndThoseLeftOutHaveTheirTurnOnTheNextOne() {
        for (int page = 1; page <= 4; page++) {
            feed.account(1).page(at("/1/" + page), LEGACY, Map.of());
            serve("/1/" + page, LEGACY);
            feed.account(2).page(at("127.0.0.2", "/2/" + page), LEGACY, Map.of());
            serve("/2/" + page, LEGACY);
        }
        feed.account(3).page(at("/3/1"), LEGACY, Map.of()).page(at("/3/2"), LEGACY, Map.of());
        serve("/3/1", LEGACY);
        serve("/3/2", LEGACY);
        bench.nightly(feed, MONDAY);
        IntStream.rangeClosed(1, 3).forEach(id -> feed.account(id).withoutPages());

        bench.nightly(feed, TUESDAY);
        List<String> tuesday = askedPages();
        asked.clear();
        bench.nightly(feed, WEDNESDAY);

        assertThat(tuesday)
                .containsExactly(
                        "127.0.0.1/1/1",
                        "127.0.0.1/1/2",
                        "127.0.0.1/1/3",
                        "127.0.0.2/2/1",
                        "127.0.0.2/2/2",
                        "127.0.0.2/2/3");
        assertThat(askedPages()).contains("127.0.0.1/1/4", "127.0.0.2/2/4", "127.0.0.1/3/1", "127.0.0.1/3/2");
    }

    @Test
    void hostsAreVisitedSideBySideAndThePagesOfOneHostOneAfterTheOther() {
        CountDownLatch both = new CountDownLatch(2);
        Set<String> busy = ConcurrentHashMap.newKeySet();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        for (String path : List.of("/1/a", "/2/a", "/1/b", "/2/b")) {
            pages.put(path, exchange -> {
                String host = path.substring(0, 2);
                if (!busy.add(host)) {
                    wrong.add(host + " is asked twice at a time");
                }
                both.countDown();
                if (!awaited(both)) {
                    wrong.add(host + " is asked while no other host is");
                }
                busy.remove(host);
                send(exchange, LEGACY);
            });
        }
        feed.account(1).page(at("/1/a"), LEGACY, Map.of()).page(at("/1/b"), LEGACY, Map.of());
        feed.account(2).page(at("127.0.0.2", "/2/a"), LEGACY, Map.of()).page(at("127.0.0.2", "/2/b"), LEGACY, Map.of());
        bench.nightly(feed, MONDAY);
        feed.account(1).withoutPages();
        feed.account(2).withoutPages();

        Run run = bench.nightly(feed, TUESDAY);

        assertThat(wrong).isEmpty();
        assertThat(outcomes(run)).containsExactly(Map.entry("UNCHANGED", 4L));
    }

    @Test
    void aNightTakenUpAgainDoesNotAskForWhatItTried() {
        feed.account(1).page(at("/first"), LEGACY, Map.of()).page(at("/second"), LEGACY, Map.of());
        bench.nightly(feed, MONDAY);
        feed.account(1).withoutPages();
        serve("/first", LEGACY);
        pages.put("/second", exchange -> {
            while (bench.count("page_fetch") == 0) { // the first page is stored
                LockSupport.parkNanos(1_000_000);
            }
            send(exchange, LEGACY);
        });
        bench.sql()
                .sql("ALTER TABLE page_fetch ADD CONSTRAINT no_second CHECK (url NOT LIKE '%second')")
                .update();
        Run cutOff = bench.tryNightly(feed, TUESDAY);
        bench.sql().sql("ALTER TABLE page_fetch DROP CONSTRAINT no_second").update();

        Run resumed = bench.nightly(feed, TUESDAY);

        assertThat(cutOff.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(resumed.id()).isEqualTo(cutOff.id());
        assertThat(asked)
                .filteredOn(each -> !each.endsWith("robots.txt"))
                .containsExactly("127.0.0.1/first", "127.0.0.1/second", "127.0.0.1/second");
        assertThat(outcomes(resumed)).containsExactly(Map.entry("UNCHANGED", 2L));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String at(String path) {
        return at("127.0.0.1", path);
    }

    private String at(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    private void serve(String path, String html) {
        pages.put(path, exchange -> send(exchange, html));
    }

    private static void send(HttpExchange exchange, String html) throws IOException {
        send(exchange, html, "text/html; charset=utf-8");
    }

    private static void send(HttpExchange exchange, String text, String type) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private List<String> askedPages() {
        return asked.stream()
                .filter(each -> !each.endsWith("robots.txt"))
                .sorted()
                .toList();
    }

    private Map<String, Long> outcomes(Run run) {
        return bench.bean(PageFetches.class).outcomes(run.id());
    }

    private List<PageFetches.NotFetched> notFetched(long account) {
        return bench.bean(PageFetches.class).notFetched(account);
    }

    private String report(Run run) {
        return ReportText.of(bench.bean(Reports.class).report(run.id(), Reports.Before.NOTHING));
    }

    private String widget(long account, String path) {
        return bench.sql()
                .sql("SELECT widget FROM page_verdict WHERE account_id = :account AND url = :url")
                .param("account", account)
                .param("url", at(path))
                .query(String.class)
                .single();
    }

    private long seenRun(long account, String path) {
        return bench.sql()
                .sql("SELECT seen_run FROM page_verdict WHERE account_id = :account AND url = :url")
                .param("account", account)
                .param("url", at(path))
                .query(Long.class)
                .single();
    }

    private List<String> findings(long account) {
        return bench.sql()
                .sql("SELECT check_name FROM finding WHERE account_id = :account")
                .param("account", account)
                .query(String.class)
                .list();
    }

    private void stateIs(long account, String state) {
        bench.sql()
                .sql("INSERT INTO account_migration (account_id, state, held, revision, moves)"
                        + " VALUES (:account, :state, FALSE, 0, 0)")
                .param("account", account)
                .param("state", state)
                .update();
    }
}
