package dev.chatmigration.pagefetching;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.chatmigration.pagefetching.FetchOutcome.Fetched;
import dev.chatmigration.pagefetching.FetchOutcome.NotFetched;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server, which the names of {@code *.example} lead to; all other names and addresses are guarded. */
class PageFetcherTest {
    private static final int LIMIT = 100_000;
    private static final String PAGE = "<html><body>hello</body></html>";

    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private InetSocketAddress target;
    private PageFetcher fetcher;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                String host = exchange.getRequestHeaders().getFirst("Host");
                String path = exchange.getRequestURI().toString();
                asked.add(host + path);
                if (host.startsWith("rebinding")) {
                    exchange.getResponseHeaders().add("Connection", "close");
                }
                HttpHandler page = pages.get(path);
                if (page == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    page.handle(exchange);
                }
            }
        });
        server.start();
        target = server.getAddress();
        fetcher = new PageFetcher(rules(Duration.ofSeconds(10)), new ExampleNames());
    }

    @AfterEach
    void stop() {
        fetcher.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aPageComesWithItsHeadersAndWithoutARobotsFileAllIsAllowed() {
        pages.put("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Security-Policy", "script-src 'self'");
            send(exchange, 200, "text/html; charset=utf-8", PAGE.getBytes(UTF_8));
        });

        Fetched page = fetched("http://shop.example/");

        assertThat(page.text()).isEqualTo(PAGE);
        assertThat(page.headers()).containsEntry("content-security-policy", List.of("script-src 'self'"));
        assertThat(asked).containsExactly("shop.example/robots.txt", "shop.example/");
    }

    @Test
    void aSiteLearnsWhoAsksAndNothingElse() {
        Map<String, List<String>> sent = new ConcurrentHashMap<>();
        pages.put("/", exchange -> {
            sent.putAll(exchange.getRequestHeaders());
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            send(exchange, 200, "text/html", PAGE.getBytes(UTF_8));
        });

        fetched("http://shop.example/");
        fetched("http://shop.example/");

        assertThat(sent).containsEntry("User-agent", List.of("chat-migration (+https://ops.example/bot)"));
        assertThat(sent.keySet()).containsOnly("Host", "User-agent", "Accept", "Accept-encoding", "Connection");
    }

    @Test
    void redirectsAreFollowedToTheirEnd() {
        redirect("/", "/b");
        redirect("/b", "//www.shop.example/c");
        page("/c", PAGE);

        assertThat(fetched("http://shop.example/").address()).hasToString("http://www.shop.example/c");
        assertThat(asked).contains("www.shop.example/robots.txt");
    }

    @Test
    void aLoopOfRedirectsEnds() {
        redirect("/", "/");

        assertThat(refusal("http://shop.example/")).startsWith("shop.example redirects more than 5 times");
        assertThat(asked).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/, '127.0.0.1 is at 127.0.0.1, a loopback address'",
        "http://[::1]/, a loopback address",
        "http://localhost/, a loopback address",
        "http://2130706433/, a loopback address",
        "http://10.0.0.1/, a private address",
        "http://169.254.169.254/latest/meta-data/, cloud metadata",
        "http://two.addresses/, 'two.addresses is at 10.0.0.1, a private address'",
        "http://no.such.name/, no.such.name is unknown to the name servers",
        "http://shop.example:8080/, port 8080",
        "file:///etc/passwd, only http",
    })
    void neitherAnAddressNorARedirectLeadsInside(String target, String why) {
        redirect("/", target);

        assertThat(refusal(target)).contains(why);
        assertThat(refusal("http://shop.example/")).contains(why);
        assertThat(asked).containsExactly("shop.example/robots.txt", "shop.example/");
    }

    @Test
    void aRobotsFileThatLeadsInsideKeepsUsOut() {
        redirect("/robots.txt", "http://10.0.0.1/robots.txt");
        page("/", PAGE);

        assertThat(refusal("http://shop.example/")).contains("10.0.0.1, a private address");
        assertThat(asked).containsExactly("shop.example/robots.txt");
    }

    @Test
    void aNameThatChangesItsAddressIsCheckedAgainWhereItIsConnectedTo() {
        page("/", PAGE);
        fetched("http://rebinding.example/");

        assertThat(refusal("http://rebinding.example/")).contains("127.0.0.1, a loopback address");
    }

    @Test
    void whatIsPrivateIsFetchedWhereThatIsAllowed() {
        page("/", PAGE);
        try (PageFetcher inside = new PageFetcher(FetchRules.usual(true, null))) {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            assertThat(inside.fetch(address)).isInstanceOf(Fetched.class);
        }
    }

    @Test
    void aPageThatDripsInEndsAtTheLimit() {
        hurry();
        pages.put("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            drip(exchange.getResponseBody());
        });

        assertThat(refusal("http://shop.example/")).startsWith("shop.example has not delivered the page within 700 ms");
    }

    @Test
    void aPageThatNeverEndsIsLeftAtTheLimit() {
        pages.put("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            endless(exchange.getResponseBody());
        });

        assertThat(refusal("http://shop.example/")).contains("more than " + LIMIT + " bytes");
    }

    @Test
    void aPageOfExactlyTheLimitIsFetched() {
        page("/", "x".repeat(LIMIT));
        page("/more", "x".repeat(LIMIT + 1));

        assertThat(fetched("http://shop.example/").text()).hasSize(LIMIT);
        assertThat(refusal("http://shop.example/more")).contains("more than " + LIMIT + " bytes");
    }

    @Test
    void whatIsPackedCountsUnpacked() {
        pages.put("/", exchange -> zipped(exchange, PAGE.getBytes(UTF_8)));
        pages.put("/bomb", exchange -> zipped(exchange, new byte[50_000_000]));

        assertThat(fetched("http://shop.example/").text()).isEqualTo(PAGE);
        assertThat(refusal("http://shop.example/bomb")).contains("more than " + LIMIT + " bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=ISO-8859-1, <p>café</p>, ISO-8859-1",
        "text/html, '<meta charset=\"windows-1252\"><p>café</p>', windows-1252",
        "text/html, <p>café</p>, UTF-8",
        "text/html, <p>café</p>, windows-1252",
        "text/html; charset=utf-8, <p>café</p>, windows-1252",
        "text/html; charset=no-such-thing, <p>café</p>, UTF-8",
        "text/html; charset=ISO-8859-1, \uFEFF<p>café</p>, UTF-8",
        "application/xhtml+xml, '<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><p>café</p>', ISO-8859-1",
    })
    void aPageIsReadInItsOwnCharacters(String type, String text, String charset) {
        pages.put("/", exchange -> send(exchange, 200, type, text.getBytes(Charset.forName(charset))));

        assertThat(fetched("http://shop.example/").text()).contains("<p>café</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/pdf", "application/octet-stream", "video/mp4"})
    void whatIsNoTextIsNoPage(String type) {
        pages.put("/", exchange -> send(exchange, 200, type, new byte[] {1, 2, 3}));

        assertThat(refusal("http://shop.example/")).contains("neither a page, a text nor a script");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 500, 503})
    void anErrorPageIsNotThePage(int status) {
        pages.put("/", exchange -> send(exchange, status, "text/html", PAGE.getBytes(UTF_8)));

        assertThat(refusal("http://shop.example/")).startsWith("shop.example answers with status " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "200, User-agent: *|Disallow: /, false",
        "200, User-agent: *|Disallow: /private, true",
        "200, User-agent: *|Disallow: /shop, false",
        "200, User-agent: *|Disallow: /|User-agent: chat-migration|Allow: /, true",
        "200, User-agent: Chat-Migration|Disallow: /, false",
        "200, User-agent: *|Disallow: /|Allow: /shop$, true",
        "200, <html>not found</html>, true",
        "200, '', true",
        "401, User-agent: *|Disallow: /, true",
        "404, User-agent: *|Disallow: /, true",
        "429, '', false",
        "500, '', false",
        "503, '', false",
    })
    void robotsFilesAreHonoured(int status, String content, boolean allowed) {
        pages.put(
                "/robots.txt",
                exchange -> send(
                        exchange,
                        status,
                        "text/plain",
                        content.replace('|', '\n').getBytes(UTF_8)));
        page("/shop", PAGE);

        assertThat(fetcher.fetch("http://shop.example/shop") instanceof Fetched).isEqualTo(allowed);
        assertThat(asked.contains("shop.example/shop")).isEqualTo(allowed);
    }

    @Test
    void aRobotsFileIsAskedOncePerSite() {
        page("/a", PAGE);
        page("/b", PAGE);

        fetched("http://shop.example/a");
        fetched("http://shop.example/b");
        fetched("http://other.example/a");

        assertThat(asked)
                .containsExactly(
                        "shop.example/robots.txt",
                        "shop.example/a",
                        "shop.example/b",
                        "other.example/robots.txt",
                        "other.example/a");
    }

    @Test
    void ofAnEndlessRobotsFileTheBeginningCounts() {
        pages.put("/robots.txt", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("User-agent: *\nDisallow: /shop\n".getBytes(UTF_8));
            endless(exchange.getResponseBody());
        });
        page("/", PAGE);

        assertThat(fetcher.fetch("http://shop.example/")).isInstanceOf(Fetched.class);
        assertThat(refusal("http://shop.example/shop")).contains("robots.txt");
    }

    @Test
    void aHeaderWithoutEndIsNoAnswer() {
        pages.put("/", exchange -> {
            exchange.getResponseHeaders().add("X-Long", "x".repeat(100_000));
            send(exchange, 200, "text/html", PAGE.getBytes(UTF_8));
        });

        assertThat(refusal("http://shop.example/")).startsWith("shop.example does not answer as a web server should");
    }

    @Test
    void aServerThatSpeaksNoTlsProvesNothing() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            target = (InetSocketAddress) plain.getLocalSocketAddress();
            threads.execute(() -> {
                try (Socket caller = plain.accept()) {
                    caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                    caller.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThat(refusal("https://shop.example/")).startsWith("shop.example cannot prove who it is");
        }
    }

    @Test
    void aServerThatIsAwayIsSaidToBe() {
        server.stop(0);

        assertThat(refusal("http://shop.example/")).startsWith("shop.example cannot be reached");
    }

    private void page(String path, String text) {
        pages.put(path, exchange -> send(exchange, 200, "text/html", text.getBytes(ISO_8859_1)));
    }

    private void redirect(String path, String location) {
        pages.put(path, exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    private void hurry() {
        fetcher.close();
        fetcher = new PageFetcher(rules(Duration.ofMillis(700)), new ExampleNames());
    }

    private static FetchRules rules(Duration timeLimit) {
        return new FetchRules(false, URI.create("https://ops.example/bot"), Duration.ofSeconds(5), timeLimit, LIMIT);
    }

    private Fetched fetched(String address) {
        FetchOutcome outcome = fetcher.fetch(address);
        assertThat(outcome).isInstanceOf(Fetched.class);
        return (Fetched) outcome;
    }

    private String refusal(String address) {
        FetchOutcome outcome = fetcher.fetch(address);
        assertThat(outcome).isInstanceOf(NotFetched.class);
        return ((NotFetched) outcome).sentence();
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void zipped(HttpExchange exchange, byte[] page) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(page);
        }
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        send(exchange, 200, "text/html", packed.toByteArray());
    }

    /** Until the other side hangs up. */
    private static void endless(OutputStream out) throws IOException {
        byte[] line = ("#".repeat(1000) + "\n").getBytes(UTF_8);
        while (!Thread.currentThread().isInterrupted()) {
            out.write(line);
        }
    }

    private static void drip(OutputStream out) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            out.write('x');
            out.flush();
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Leads names of {@code *.example} to the server, whatever their port; one of them only the first two times. */
    private final class ExampleNames implements DnsResolver {
        private final GuardedNames guarded = new GuardedNames(new NamesOfTheTest(), false);
        private int rebindings;

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            boolean rebound = host.equals("rebinding.example") && ++rebindings > 2;
            if (host.endsWith(".example") && !rebound) {
                return List.of(target);
            }
            return guarded.resolve(host, port);
        }

        @Override
        public InetAddress[] resolve(String host) {
            throw new UncheckedIOException(new IOException("The client asks for host and port: " + host));
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class NamesOfTheTest implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return switch (host) {
                case "two.addresses" ->
                    new InetAddress[] {InetAddress.getByName("93.184.215.14"), InetAddress.getByName("10.0.0.1")};
                case "rebinding.example" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
                case "no.such.name" -> throw new UnknownHostException(host);
                default -> InetAddress.getAllByName(host);
            };
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
