package dev.chatmigration.pagefetching;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.chatmigration.pagefetching.FetchOutcome.Fetched;
import dev.chatmigration.pagefetching.FetchOutcome.NotFetched;
import dev.chatmigration.pagefetching.GuardedNames.AddressRefused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pages, one at a time from a host and {@link #AT_ONCE} in all; safe for several threads. What
 * {@code robots.txt} says is asked once per site and kept as long as the fetcher lives: one run.
 */
public final class PageFetcher implements AutoCloseable {
    /** How many pages are fetched at a time, each from another host. */
    public static final int AT_ONCE = 4;

    /** What to do with a page that cannot be had by its address. */
    static final String SAVE_IT = "save the page and name the file";

    private static final String LATER_OR_SAVE_IT = "try again later, or " + SAVE_IT;
    private static final int REDIRECTS = 5;
    private static final int ROBOTS_SIZE = 500 * 1024;
    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String TEXT = "text/html,application/xhtml+xml,text/plain;q=0.5,*/*;q=0.1";
    private static final Set<String> READABLE = Set.of(
            "text/html",
            "application/xhtml+xml",
            "text/plain",
            "text/xml",
            "application/xml",
            "text/javascript",
            "application/javascript",
            "application/x-javascript",
            "application/ecmascript",
            "text/ecmascript");

    private final FetchRules rules;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor alarms;
    private final Map<String, Robots> robots = new ConcurrentHashMap<>();

    public PageFetcher(FetchRules rules) {
        this(rules, new GuardedNames(SystemDefaultDnsResolver.INSTANCE, rules.allowPrivate()));
    }

    /**
     * With other name servers.
     *
     * @param names answers only with addresses that may be connected to
     */
    PageFetcher(FetchRules rules, DnsResolver names) {
        this.rules = rules;
        this.client = client(rules, names);
        this.alarms = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "page-fetch-limit");
            thread.setDaemon(true);
            return thread;
        });
        alarms.setRemoveOnCancelPolicy(true);
    }

    private static CloseableHttpClient client(FetchRules rules, DnsResolver names) {
        Timeout connect = Timeout.of(rules.connectLimit());
        Timeout answer = Timeout.of(rules.timeLimit());
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_HEADER)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .build())
                        .setMaxConnPerRoute(1)
                        .setMaxConnTotal(AT_ONCE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(answer)
                        .setResponseTimeout(answer)
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                // Straight to the host: a proxy from the environment would resolve names behind our back.
                .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                .setUserAgent(rules.userAgent())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Fetches one page; whatever goes wrong is an outcome. */
    public FetchOutcome fetch(String url) {
        try {
            return page(PageAddress.of(url, rules.allowPrivate()));
        } catch (FetchRefused e) {
            return e.outcome();
        }
    }

    private Fetched page(PageAddress asked) throws FetchRefused {
        long until = System.nanoTime() + rules.timeLimit().toNanos();
        PageAddress address = asked;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            requireRobotsToAllow(address, until);
            Answer answer = ask(address, rules.sizeLimit(), false, until);
            String location = answer.redirect();
            if (location == null) {
                return fetched(address, answer);
            }
            address = address.redirectedTo(location, rules.allowPrivate());
        }
        throw tooManyRedirects(asked);
    }

    private Fetched fetched(PageAddress address, Answer answer) throws FetchRefused {
        if (!answer.isSuccess()) {
            throw new FetchRefused(
                    Obstacle.STATUS,
                    address.host() + " answers with status " + answer.status,
                    "see in a browser whether the page is there for everybody");
        }
        String type = answer.header("content-type");
        if (!isReadable(type)) {
            throw new FetchRefused(
                    Obstacle.NO_PAGE,
                    address.host() + " answers with something that is neither a page, a text nor a script",
                    "name a page");
        }
        if (answer.body.length > rules.sizeLimit()) {
            throw new FetchRefused(
                    Obstacle.TOO_LARGE,
                    address.host() + " sends a page of more than " + rules.sizeLimit() + " bytes",
                    SAVE_IT);
        }
        return new Fetched(address.uri(), answer.headers, PageText.of(answer.body, type));
    }

    /** A page that does not say what it is counts as one. */
    private static boolean isReadable(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return READABLE.contains(type.strip().toLowerCase(Locale.ROOT));
    }

    private static FetchRefused tooManyRedirects(PageAddress asked) {
        return new FetchRefused(
                Obstacle.REDIRECT,
                asked.host() + " redirects more than " + REDIRECTS + " times",
                "name the address that a browser ends at");
    }

    private void requireRobotsToAllow(PageAddress address, long until) throws FetchRefused {
        Robots site = robots.get(address.origin());
        if (site == null) {
            site = robotsOf(address, until);
            robots.put(address.origin(), site);
        }
        if (site.unreachable != null) {
            throw new FetchRefused(site.unreachable);
        }
        if (!site.rules.isAllowed(address.uri().toString())) {
            throw new FetchRefused(
                    Obstacle.ROBOTS,
                    address.host() + " does not want this page fetched (robots.txt)",
                    "ask its owner to allow " + FetchRules.PRODUCT + ", or " + SAVE_IT);
        }
    }

    /** RFC 9309, 2.3.1: without rules all is allowed, without an answer nothing is; up to five redirects are followed. */
    private Robots robotsOf(PageAddress page, long until) throws FetchRefused {
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
        PageAddress first = PageAddress.of(page.origin() + "/robots.txt", rules.allowPrivate());
        try {
            PageAddress address = first;
            for (int hop = 0; hop <= REDIRECTS; hop++) {
                Answer answer = ask(address, ROBOTS_SIZE, true, until);
                String location = answer.redirect();
                if (location != null) {
                    address = address.redirectedTo(location, rules.allowPrivate());
                } else if (answer.isSuccess()) {
                    return new Robots(
                            parser.parseContent(
                                    first.uri().toString(), answer.body, "text/plain", Set.of(FetchRules.PRODUCT)),
                            null);
                } else if (answer.status >= 500 || answer.status == TOO_MANY_REQUESTS) {
                    return Robots.unreachable(
                            parser,
                            new NotFetched(
                                    Obstacle.ROBOTS,
                                    page.host() + " answers with status " + answer.status
                                            + " when asked for its robots.txt, so nothing is fetched from it",
                                    "try again later"));
                } else {
                    return new Robots(parser.failedFetch(404), null);
                }
            }
            // RFC 9309, 2.3.1.2: after that many redirects it counts as not there.
            return new Robots(parser.failedFetch(404), null);
        } catch (FetchRefused e) {
            return Robots.unreachable(parser, e.outcome());
        }
    }

    /**
     * One request, one answer.
     *
     * @param cut whether a longer body is cut off at the limit; otherwise one byte more tells that it is longer
     */
    private Answer ask(PageAddress address, int limit, boolean cut, long until) throws FetchRefused {
        HttpGet request = new HttpGet(address.uri());
        request.setHeader(HttpHeaders.ACCEPT, TEXT);
        long left = until - System.nanoTime();
        if (left <= 0) {
            throw tooSlow(address);
        }
        // A body or a header that drips in byte by byte passes every timeout of a socket; this one ends it.
        ScheduledFuture<?> alarm = alarms.schedule(request::cancel, left, TimeUnit.NANOSECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            try {
                return answer(response, cut ? limit : limit + 1);
            } finally {
                // Before the response is closed: closing reads on to the end of a body, and some have none.
                request.cancel();
                Closer.closeQuietly(response);
            }
        } catch (AddressRefused e) {
            throw e.refused();
        } catch (IOException | RuntimeException e) {
            throw System.nanoTime() >= until ? tooSlow(address) : failure(address, e);
        } finally {
            alarm.cancel(false);
        }
    }

    private static Answer answer(ClassicHttpResponse response, int most) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(String.valueOf(header.getValue()));
        }
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        byte[] body = {};
        if (entity != null && status / 100 == 2) {
            body = entity.getContent().readNBytes(most);
        }
        return new Answer(status, headers, body);
    }

    private FetchRefused tooSlow(PageAddress address) {
        return new FetchRefused(
                Obstacle.TOO_SLOW,
                address.host() + " has not delivered the page within " + seconds(rules.timeLimit()),
                LATER_OR_SAVE_IT);
    }

    private FetchRefused failure(PageAddress address, Exception failure) {
        String host = address.host();
        if (failure instanceof UnknownHostException) {
            return new FetchRefused(
                    Obstacle.UNKNOWN_HOST, host + " is unknown to the name servers", "check how it is written");
        }
        if (failure instanceof SSLException) {
            return new FetchRefused(
                    Obstacle.CERTIFICATE,
                    host + " cannot prove who it is: its certificate or TLS is not acceptable",
                    "have its owner repair it, or " + SAVE_IT);
        }
        if (failure instanceof ConnectTimeoutException
                || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException) {
            return new FetchRefused(
                    Obstacle.UNREACHABLE,
                    host + " cannot be reached (" + seconds(rules.connectLimit()) + " at most for a connection)",
                    "check the address and whether this machine may go out");
        }
        return new FetchRefused(
                Obstacle.BROKEN,
                host + " does not answer as a web server should ("
                        + failure.getClass().getSimpleName() + ")",
                LATER_OR_SAVE_IT);
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /**
     * What a site lets us fetch.
     *
     * @param unreachable why nobody knows, so that nothing is fetched
     */
    private record Robots(BaseRobotRules rules, @Nullable NotFetched unreachable) {
        static Robots unreachable(SimpleRobotRulesParser parser, NotFetched why) {
            return new Robots(parser.failedFetch(503), why);
        }
    }

    private static final class Answer {
        private final int status;
        private final Map<String, List<String>> headers;
        private final byte[] body;

        Answer(int status, Map<String, List<String>> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }

        @Nullable
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }

        /** Where to go on, if that is what the answer says. */
        @Nullable
        String redirect() {
            return Set.of(301, 302, 303, 307, 308).contains(status) ? header("location") : null;
        }
    }
}
