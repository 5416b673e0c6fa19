package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.UUID;
import static dev.chatmigration.domain.widgetdetection.Pages.file;
import static dev.chatmigration.domain.widgetdetection.Pages.page;
import static dev.chatmigration.domain.widgetdetection.Pages.pageWithHeader;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy lets in. */
class ContentSecurityPolicyTest {

    private static final String CURRENT =
            "default-src 'self' https://*.zdassets.com https://*.zendesk.com https://*.zopim.com"
                    + " wss://*.zendesk.com wss://*.zopim.com; style-src 'unsafe-inline';"
                    + " img-src 'self' https://v2assets.zopim.io https://static.zdassets.com data:";
    private static final String OF_2022 = "default-src 'self' https://static.zdassets.com https://ekr.zdassets.com"
            + " https://example.zendesk.com https://*.zopim.com wss://example.zendesk.com wss://*.zopim.com;"
            + " style-src 'unsafe-inline'; img-src 'self' https://v2assets.zopim.io https://static.zdassets.com data:";

    private static ContentSecurityPolicyVerdict verdict(String... policies) {
        return requireNonNull(
                pageWithHeader("content-SECURITY-policy", policies).csp());
    }

    @Test
    void aPageWithoutAPolicyHasNoVerdict() {
        assertThat(page("<p>zopim</p>").csp()).isNull();
        assertThat(pageWithHeader("Content-Security-Policy-Report-Only", "default-src 'none'")
                        .csp())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {CURRENT, OF_2022})
    void theListOfEitherEditionIsEnough(String policy) {
        assertThat(verdict(policy).missing()).isEmpty();
        assertThat(verdict(policy).blocksWebWidget()).isFalse();
    }

    @Test
    void aPolicyInAMetaElementCountsAndInACommentDoesNot() {
        var meta = "<meta http-equiv='content-security-policy' content=\"script-src 'self'\">";
        assertThat(requireNonNull(file("a.html", meta).csp()).blocksWebWidget()).isTrue();
        assertThat(file("a.html", "<!-- " + meta + " -->").csp()).isNull();
    }

    @Test
    void aPolicyInTheBodyOfAPageIsNone() {
        var meta = "<meta http-equiv='content-security-policy' content=\"script-src 'self'\">";
        assertThat(file("a.html", "<html><head><title>x</title></head><body>" + meta + "</body></html>")
                        .csp())
                .isNull();
        assertThat(file("a.html", "<html><head>" + meta + "</head><body>x</body></html>")
                        .csp())
                .isNotNull();
        assertThat(file("part.html", "<p>x</p>" + meta).csp()).isNotNull();
    }

    @Test
    void aMetaElementThatOnlyReportsBlocksNothing() {
        var meta = "<meta http-equiv='Content-Security-Policy-Report-Only' content=\"script-src 'self'\">";
        assertThat(file("a.html", meta).csp()).isNull();
    }

    @Test
    void aHeaderAndAMetaElementApplyBoth() {
        var found = requireNonNull(new WidgetDetector()
                .detect(new PageSource(
                        "a.html",
                        "<meta http-equiv='Content-Security-Policy' content=\"img-src 'self'\">",
                        Map.of("Content-Security-Policy", List.of("connect-src 'self'", CURRENT))))
                .csp());
        assertThat(found.policies()).containsExactly("connect-src 'self'", CURRENT, "img-src 'self'");
        assertThat(found.missing())
                .isEqualTo(Map.of(
                        "connect-src",
                        List.of(
                                "https://*.zdassets.com",
                                "https://*.zendesk.com",
                                "https://*.zopim.com",
                                "wss://*.zendesk.com",
                                "wss://*.zopim.com"),
                        "img-src",
                        List.of("data:", "https://static.zdassets.com", "https://v2assets.zopim.io")));
    }

    @Test
    void directivesThatAreThereDoNotInheritTheHostsOfTheDefault() {
        var hosts = List.of("https://*.zdassets.com", "https://*.zendesk.com", "https://*.zopim.com");
        assertThat(verdict(CURRENT + "; script-src 'self'").missing()).isEqualTo(Map.of("script-src", hosts));
        // A source for sockets covers requests to the same host, says the specification.
        assertThat(verdict(CURRENT + "; connect-src 'self' wss://*.zendesk.com wss://*.zopim.com")
                        .missing())
                .isEqualTo(Map.of("connect-src", List.of("https://*.zdassets.com")));
    }

    @Test
    void whatNoDirectiveGovernsIsNotRestricted() {
        var verdict = verdict("frame-ancestors 'none'; object-src 'none'; upgrade-insecure-requests");
        assertThat(verdict.missing()).isEmpty();
        assertThat(verdict.blocksWebWidget()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"script-src", "script-src-elem", "default-src"})
    void strictDynamicCountsWhereverTheDirectiveInForceHasIt(String directive) {
        var policy = directive + " 'strict-dynamic' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
                + " https://static.zdassets.com";
        assertThat(verdict(policy).missing().get(directive)).contains("'nonce-{random}'");
        assertThat(verdict(policy).blocksWebWidget()).isTrue();
    }

    @Test
    void aNonceAloneDoesNotReplaceTheHostsOfTheScriptsThatFollow() {
        var meta = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'nonce-abc123'\">";
        var snippet = "<script id='ze-snippet' nonce='abc123' src='https://static.zdassets.com/ekr/snippet.js?key="
                + UUID + "'></script>";
        assertThat(requireNonNull(file("a.html", meta + snippet).csp()).missing())
                .containsEntry(
                        "script-src",
                        List.of("https://*.zdassets.com", "https://*.zendesk.com", "https://*.zopim.com"));
    }

    @Test
    void anotherNonceThanThatOfThePolicyDoesNotHelp() {
        var meta = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'nonce-xyz' 'strict-dynamic'\">";
        var snippet = "<script id='ze-snippet' nonce='abc123' src='https://static.zdassets.com/ekr/snippet.js?key="
                + UUID + "'></script>";
        assertThat(requireNonNull(file("a.html", meta + snippet).csp()).missing())
                .isEqualTo(Map.of("script-src", List.of("'nonce-{random}'")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss://*.zendesk.com wss://*.zopim.com",
                "WSS://*.Zendesk.com WSS://*.ZOPIM.com",
                "wss://*.zendesk.com:443 wss://*.zopim.com:*",
                "wss://*.zendesk.com/ wss://*.zopim.com/",
                "wss:"
            })
    void socketsAreCoveredBySourcesForTheirWholeHost(String sockets) {
        assertThat(verdict("connect-src https: " + sockets).missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://*.zendesk.com ws://*.zopim.com",
                "wss://zendesk.com wss://zopim.com",
                "wss://*.zendesk.com:8443 wss://*.zopim.com:8443",
                "wss://*.zendesk.com/one wss://*.zopim.com/one",
                "'self'",
                "https://*.zendesk.com https://*.zopim.com"
            })
    void otherSourcesDoNotCoverSockets(String sockets) {
        var verdict = verdict("connect-src https: " + sockets);
        assertThat(verdict.missing())
                .isEqualTo(Map.of("connect-src", List.of("wss://*.zendesk.com", "wss://*.zopim.com")));
        assertThat(verdict.blocksWebWidget()).isTrue();
    }

    @Test
    void socketsMustBeNamed() {
        assertThat(verdict("default-src https: data: 'unsafe-inline'").missing())
                .isEqualTo(Map.of("default-src", List.of("wss://*.zendesk.com", "wss://*.zopim.com")));
        assertThat(verdict("connect-src https: wss:").missing()).isEmpty();
        assertThat(verdict("connect-src *.zdassets.com *.zendesk.com *.zopim.com")
                        .missing())
                .containsEntry("connect-src", List.of("wss://*.zendesk.com", "wss://*.zopim.com"));
    }

    @Test
    void aPortThatCannotBeLetsNothingIn() {
        assertThat(verdict("script-src https://*.zdassets.com:44333333333333333333")
                        .blocksWebWidget())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "%20", "/a", "/", ".a", "a.", ":1", "-", "?a", "#a", "'", "a+", "a\u000b", "*."})
    void aSourceOfAMegabyteLetsNothingIn(String piece) {
        var endless = piece.repeat(1_000_000 / piece.length());
        for (var start : List.of("", "https://static.zdassets.com/", "https://", "https:", "'nonce-", "'sha256-")) {
            var policy = "script-src " + start + endless + "; img-src *";
            assertThat(verdict(policy).blocksWebWidget()).as(start).isTrue();
        }
        assertThat(verdict(endless + " script-src; img-src *").blocksWebWidget())
                .isFalse();
    }

    @Test
    void theSourcesBesideAnEndlessOneCount() {
        var endless = " https://example.org/" + "a".repeat(2_000);
        assertThat(verdict(CURRENT.replace(";", endless + ";")).missing()).isEmpty();
    }

    @Test
    void anAsteriskDoesNotCoverData() {
        assertThat(verdict("img-src *").missing()).isEqualTo(Map.of("img-src", List.of("data:")));
        assertThat(verdict("img-src *").blocksWebWidget()).isFalse();
    }

    @Test
    void noneMeansThatEverythingIsToBeAdded() {
        assertThat(verdict("default-src 'none'").missing().keySet())
                .containsExactly("default-src", "img-src", "style-src");
    }

    @Test
    void theDirectiveInForceIsTheOneNamed() {
        assertThat(verdict("default-src *; script-src-elem 'self'; script-src *")
                        .missing())
                .containsKey("script-src-elem");
        assertThat(verdict("script-src 'self'").missing().keySet()).containsExactly("script-src");
    }

    @Test
    void onlyTheFirstOfTwoEqualDirectivesCounts() {
        assertThat(verdict("script-src 'self'; script-src *").blocksWebWidget()).isTrue();
    }

    @Test
    void everyPolicyAppliesOnItsOwn() {
        assertThat(verdict(CURRENT, "script-src 'self'").blocksWebWidget()).isTrue();
        assertThat(verdict(CURRENT + ", script-src 'self'").policies()).hasSize(2);
    }

    @Test
    void aWildcardDoesNotCoverTheApexNorAPathTheHost() {
        assertThat(verdict("script-src https://*.static.zdassets.com https://*.zopim.com https://*.zendesk.com")
                        .missing())
                .isNotEmpty();
        assertThat(verdict("script-src https://static.zdassets.com/ekr/snippet.js")
                        .blocksWebWidget())
                .isTrue();
    }

    @Test
    void underStrictDynamicOnlyANonceHelps() {
        var strict = "script-src 'nonce-abc123' 'strict-dynamic' https: 'unsafe-inline'";
        assertThat(verdict(strict).missing()).isEqualTo(Map.of("script-src", List.of("'nonce-{random}'")));
        var meta = "<meta http-equiv='Content-Security-Policy' content=\"" + strict + "\">";
        var snippet = "<script id='ze-snippet' nonce='abc123' src='https://static.zdassets.com/ekr/snippet.js?key="
                + UUID + "'></script>";
        assertThat(requireNonNull(file("a.html", meta + snippet).csp()).missing())
                .isEmpty();
    }

    @Test
    void aNonceTakesUnsafeInlineBack() {
        assertThat(verdict("style-src 'unsafe-inline' 'nonce-abc123'").missing())
                .isEqualTo(Map.of("style-src", List.of("'unsafe-inline'")));
    }
}
