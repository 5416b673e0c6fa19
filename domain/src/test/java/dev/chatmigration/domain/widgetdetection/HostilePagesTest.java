package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.KEY;
import static dev.chatmigration.domain.widgetdetection.Pages.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
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
                "<div>zopim",
                "$zopim.",
                "$zopim?.a['b'].",
                "$zopim.livechat.say().",
                "a=$zopim.livechat;a=a.b;",
                "a=a.bcd+$zopim.livechat;",
                "{}=$zopim.livechat;",
                "<a href='https:&#x2f;/v2.&#x7a;opim.com/widget/livechat.html?key=&#x31;'>",
                "<script src=//v2.&#x7a;opim.com/?abc></script>",
                "<b onclick='&#x7a;opim'>&#x7a;opim</b>",
                "<script src=//v2.zopim.com/?abc ",
                "{{}=$zopim.livechat",
                "function f(){'//v2.zopim.com/?'",
                "a='zopim'+a;",
                "'zopim'+a+a+a+a+a+a+a+a",
                "'googletagmanager.com/gtm.js',zopim;",
                "{% zopim",
                "<% /* zopim %>",
                "<?php <<<A<<<A",
                "'assets.zendesk.com/embeddable_framework/main.js','example.zendesk.com',",
                "'v2.zopim.com/?','1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sTuV',"
            })
    void aMegabyteOfOneThingIsReadInSeconds(String piece) {
        // What the piece opens is closed at the very end, where each search for it would have to go.
        var content = "a='zopim';" + piece.repeat(1_000_000 / piece.length()) + "\n%}*/}";
        // Processor time, so that a busy machine makes no page a slow one; the other limit ends what never comes back.
        var processor = ManagementFactory.getThreadMXBean();
        var used = assertTimeoutPreemptively(Duration.ofMinutes(4), () -> {
            long start = processor.getCurrentThreadCpuTime();
            file("a.html", content);
            file("a.js", content);
            return Duration.ofNanos(processor.getCurrentThreadCpuTime() - start);
        });
        assertThat(used).isLessThan(Duration.ofSeconds(10));
    }
}
