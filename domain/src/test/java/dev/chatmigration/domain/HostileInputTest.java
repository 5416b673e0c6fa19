package dev.chatmigration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.agentmerge.AgentMerge;
import dev.chatmigration.domain.agentmerge.Chat;
import dev.chatmigration.domain.agentmerge.Support;
import dev.chatmigration.domain.agentmerge.TestAccount;
import dev.chatmigration.domain.ipreconciliation.AllowList;
import dev.chatmigration.domain.ipreconciliation.IpReconciler;
import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Well-formed input, damaged at random: no decision throws, and none takes long. {@code -Dfuzz.seconds=N} goes on for so
 * long per kind of input, {@code -Dfuzz.seed=S} repeats a failure; both stand in docs/proofs.md.
 */
class HostileInputTest {
    /** Far above what one input of at most {@link #LONGEST} characters needs, on however busy a machine. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final int LONGEST = 20_000;
    /** The normal build tries the same inputs each time; with {@code -Dfuzz.seconds=N} new ones until the time is over. */
    private static final @Nullable Integer SECONDS = Integer.getInteger("fuzz.seconds");

    private static final int INPUTS = 800;

    private static final String SNIPPET = "<script id=\"ze-snippet\" src=\"https://static.zdassets.com/ekr/snippet.js"
            + "?key=3f0c2a51-7c1d-4e0b-9a55-0c9be2d6a7f1\"></script>";
    private static final List<String> PAGES = List.of(
            "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">"
                    + SNIPPET + "</head><body><!-- zopim --><p>Hello</p></body></html>",
            "<body><script>window.$zopim||(function(d,s){var z=$zopim=function(c){z._.push(c)},$=z.s="
                    + "d.createElement(s);z.set=function(o){z.set._.push(o)};$.src="
                    + "'https://v2.zopim.com/?1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sTuV';})(document,'script');</script>"
                    + "<script>$zopim(function(){$zopim.livechat.setNotes(`a${1+/[/]/.test('b')}`);});</script>",
            "<?php /* zopim */ echo '<script src=\"//v2.zopim.com/?1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sTuV\">'; ?>"
                    + "{% comment %}zopim{% endcomment %}<% if (zopim) { %><pre>&lt;script&gt;</pre><% } %>",
            "```html\n" + SNIPPET + "\n```\nSee <iframe srcdoc='" + SNIPPET.replace("\"", "&quot;") + "'></iframe>");
    private static final List<String> NAMES =
            List.of("a.html", "a.js", "a.md", "a.vue", "a.txt", "a.xml", "a.php", "https://a.example/?b#c", "", "://");
    private static final List<String> POLICIES = List.of(
            "default-src 'self'; script-src 'nonce-abc' 'strict-dynamic' https://*.zdassets.com:443/ekr/ data:;"
                    + " connect-src wss://*.zopim.com; report-uri /csp, script-src 'sha256-AAAA='",
            "upgrade-insecure-requests; sandbox allow-scripts; trusted-types 'none'; frame-ancestors http:");
    private static final List<String> IP_LISTS = List.of(
            "192.0.2.1 198.51.100.* 203.0.113.0/24 10.0.0.0/255.0.0.0 *.*.*.9 1.2.3.4-1.2.3.9",
            "2001:db8::/32 ::ffff:192.0.2.1 fe80::1%eth0 ::/0 0.0.0.0/0 010.1 0x7f000001",
            "10.*.3.* 10.1.*.4/24 255.255.255.255/32 2001:db8:0:0:1:0:0:1 1::2::3");
    private static final List<String> ADDRESSES = List.of(
            "lea.martin+chat@xn--mnchen-3ya.example",
            " \u00ab L\u00e9a \u00bb <lea@m\u00fcnchen.example> ",
            "\"a b\"@x.example(comment)",
            "\u0130\u0307@fa\u00df.example",
            "a@[192.0.2.1]",
            "\u202ea@\u05d0.example");
    private static final String STRANGE = "\u0000\t\n\r <>&'\"`\\/*+-=(){}[]$%#@:;,.?!|~^\u0085\u00a0\u00ad\u0130\u0307"
            + "\u200d\u202e\u2028\u3002\uff0e\uff11\ufeff\ufffe\uffff\ud800\udc00\ue000";

    @Test
    void noPageThrowsOrTakesLong() {
        WidgetDetector detector = new WidgetDetector();
        inputs(PAGES, (random, page) -> {
            String policy = damaged(any(POLICIES, random), POLICIES, random);
            detector.detect(
                    new PageSource(any(NAMES, random), page, Map.of("content-security-policy", List.of(policy, page))));
        });
    }

    @Test
    void noPolicyThrowsOrTakesLong() {
        WidgetDetector detector = new WidgetDetector();
        inputs(POLICIES, (random, policy) -> {
            String meta = "<meta http-equiv=Content-Security-Policy content=\"" + policy + "\">";
            detector.detect(new PageSource(
                    "https://a.example/", meta + SNIPPET, Map.of("Content-Security-Policy", List.of(policy))));
        });
    }

    @Test
    void noAllowListThrowsOrTakesLong() {
        IpReconciler reconciler = new IpReconciler();
        inputs(IP_LISTS, (random, text) -> {
            String other = damaged(any(IP_LISTS, random), IP_LISTS, random);
            reconciler.reconcile(AllowList.chat(true, List.of(text.split(" ", -1))), AllowList.support(true, other));
            reconciler.reconcile(AllowList.chat(true, List.of(text, other)), AllowList.support(true, text));
        });
    }

    @Test
    void noAddressOrNameThrowsOrTakesLong() {
        inputs(ADDRESSES, (random, text) -> {
            EmailAddress.parse(text)
                    .ifPresent(address ->
                            assertThat(EmailAddress.parse(address.display())).contains(address));
            String other = damaged(any(ADDRESSES, random), ADDRESSES, random);
            AgentMerge.merge(TestAccount.account()
                    .with(
                            Chat.agent(1, text).named(other, text),
                            Chat.agent(2, other).shownAs(text))
                    .with(
                            Support.agent(10, other).named(text).alsoAt(text),
                            Support.admin(11, text).alsoAt(other))
                    .facts());
        });
    }

    private static void inputs(List<String> seeds, BiConsumer<Random, String> decision) {
        Long asked = Long.getLong("fuzz.seed");
        long seed = asked == null ? 20261123 : asked;
        long first = seed;
        long end = System.nanoTime() + (SECONDS == null ? 0 : SECONDS * 1_000_000_000L);
        do {
            Random random = new Random(seed);
            String input = damaged(any(seeds, random), seeds, random);
            long start = System.nanoTime();
            try {
                decision.accept(random, input);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                fail("-Dfuzz.seed=" + seed + " fails with " + e + " at: " + input, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("-Dfuzz.seed=%d takes its time at: %s", seed, input)
                    .isLessThan(LONG);
            seed++;
        } while (asked == null && (SECONDS == null ? seed < first + INPUTS : System.nanoTime() < end));
    }

    private static String damaged(String whole, List<String> others, Random random) {
        StringBuilder text = new StringBuilder(whole);
        for (int rounds = random.nextInt(8); rounds >= 0 && text.length() < LONGEST; rounds--) {
            int at = random.nextInt(text.length() + 1);
            int until = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(7)) {
                case 0 -> text.delete(at, until);
                case 1 -> text.insert(at, STRANGE.charAt(random.nextInt(STRANGE.length())));
                case 2 -> text.insert(at, text.substring(at, until).repeat(random.nextInt(100)));
                case 3 -> text.setLength(at);
                case 4 -> {
                    String other = any(others, random);
                    text.insert(at, other.substring(random.nextInt(other.length())));
                }
                case 5 -> text.insert(at, (char) random.nextInt(Character.MAX_VALUE + 1));
                default -> text.append(text.substring(0, at)).delete(0, at);
            }
        }
        return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
