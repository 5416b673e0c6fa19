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
