package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.pageWithHeader;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySourcesTest {
    @ParameterizedTest
    @CsvSource({
        "wss://*.zendesk.com wss://*.zopim.com,",
        "wss:,",
        "WSS:,",
        "*,",
        "wss://*,",
        "wss://example.zendesk.com wss://*.zopim.com,",
        "wss://Example.Zendesk.com WSS://*.zopim.com,",
        "wss://static.zendesk.com wss://*.zopim.com, wss://*.zendesk.com",
        "wss://www.zendesk.com wss://*.zopim.com, wss://*.zendesk.com",
        "wss://zendesk.com wss://*.zopim.com, wss://*.zendesk.com",
        "wss://example.zendesk.com.test wss://*.zopim.com, wss://*.zendesk.com",
        "ws://*.zendesk.com wss://*.zopim.com, wss://*.zendesk.com",
        "https://*.zendesk.com wss://*.zopim.com, wss://*.zendesk.com",
        "wss://*.zendesk.com wss://zopim.com, wss://*.zopim.com",
        "wss://*.zendesk.com wss://a.zopim.com, wss://*.zopim.com",
        "wss://*.zendesk.com, wss://*.zopim.com"
    })
    void aSocketIsCoveredByASourceThatSaysSo(String sources, String missing) {
        var verdict = requireNonNull(pageWithHeader("Content-Security-Policy", "connect-src https: " + sources)
                .csp());
        assertThat(verdict.missing().getOrDefault("connect-src", List.of()))
                .isEqualTo(missing == null ? List.of() : List.of(missing));
        assertThat(verdict.blocksWebWidget()).isEqualTo(missing != null);
    }
}
