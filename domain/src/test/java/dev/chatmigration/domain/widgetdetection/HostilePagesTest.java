package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.KEY;
import static dev.chatmigration.domain.widgetdetection.Pages.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never throws, and takes time in proportion to the page. */
class HostilePagesTest {

    private static final String[] PIECES = {
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "/*",
        "*/",
        "//",
        "\n",
        "'",
        "\"",
        "`",
        "${",
        "}",
        "{",
        "(",
        ")",
        "[",
        "]",
        "/",
        "\\",
        "+",
        "<?php ",
        "?>",
        "<%",
        "%>",
        "{#",
        "#}",
        "{% comment %}",
        "{% endcomment %}",
        "<<<A\n",
        "A;\n",
        "=",
        ",",
        ";",
        ".",
        "$zopim",
        ".livechat",
        ".setNotes",
        "//v2.zopim.com/?" + KEY,
        "ze-snippet",
        "static.zdassets.com/ekr/snippet.js?key=",
        "<pre>",
        "&lt;",
        "function f()",
        "set({notes:1})",
        "\u0000",
        "\ud800",
        "\uE000",
        "%3Cscript",
        "<iframe srcdoc='",
        "<meta http-equiv=Content-Security-Policy content=\"",
        ".concat(",
        "var lc=",
        "```",
        "example.zendesk.com"
    };

    private static final String[] NAMES = {"a.html", "a.js", "a.md", "a.vue", "a.txt", "https://example.org"};

    @Test
    void noMixtureOfPiecesThrows() {
        var random = new Random(20261123);
        for (int round = 0; round < 4_000; round++) {
            var content = new StringBuilder();
            for (int piece = random.nextInt(60); piece >= 0; piece--) {
                content.append(PIECES[random.nextInt(PIECES.length)]);
            }
            var found = file(NAMES[random.nextInt(NAMES.length)], content.toString());
            assertThat(found.placements()).allMatch(placement -> placement.line() >= 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>",
                "<!-- zopim ",
                "/* zopim",
                "`zopim${",
                "{# zopim",
                "<?php 'zopim",
                "<% zopim",
                "{% comment %}zopim",
                "$zopim.livechat.say(",
                "a=/[zopim",
                "'zopim.'+",
                "<pre>zopim",
                "function f(){'//v2.zopim.com/?'}",
                "<div>zopim"
            })
    void aMegabyteOfOneThingIsReadInSeconds(String piece) {
        var content = piece.repeat(1_000_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            file("a.html", content);
            file("a.js", content);
        });
    }
}
