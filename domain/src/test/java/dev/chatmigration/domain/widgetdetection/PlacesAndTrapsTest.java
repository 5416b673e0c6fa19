package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.KEY;
import static dev.chatmigration.domain.widgetdetection.Pages.LEGACY;
import static dev.chatmigration.domain.widgetdetection.Pages.UUID;
import static dev.chatmigration.domain.widgetdetection.Pages.file;
import static dev.chatmigration.domain.widgetdetection.Pages.page;
import static dev.chatmigration.domain.widgetdetection.Pages.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where snippets stand and do not count, or count although they do not look so. */
class PlacesAndTrapsTest {

    @Test
    void aSnippetInsideAnHtmlCommentIsListedButInactive() {
        var found = page("\n<!-- " + LEGACY + " -->");
        assertThat(found.widget()).isEqualTo(Widget.NONE);
        assertThat(found.keys()).isEmpty();
        assertThat(found.placements()).singleElement().satisfies(placement -> {
            assertThat(placement.active()).isFalse();
            assertThat(placement.key()).isEqualTo(KEY);
            assertThat(placement.line()).isEqualTo(2);
            assertThat(placement.why()).isEqualTo("inside an HTML comment");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{-- SNIPPET --}}",
                "<%-- SNIPPET --%>",
                "%{-- SNIPPET --}%",
                "{# SNIPPET #}",
                "{* SNIPPET *}",
                "@* SNIPPET *@",
                "<#-- SNIPPET -->",
                "{{!-- SNIPPET --}}",
                "{{!SNIPPET}}",
                "{{/* SNIPPET */}}",
                "{% comment %} SNIPPET {% endcomment %}",
                "{%- comment -%} SNIPPET {%- endcomment -%}",
                "<?php /* echo \"SNIPPET\"; */ ?>",
                "<?php // echo \"SNIPPET\"; \n?>",
                "<pre>SNIPPET</pre>",
                "<code>SNIPPET</code>",
                "<textarea>SNIPPET</textarea>",
                "<noscript>SNIPPET</noscript>",
                "<template>SNIPPET</template>",
                "<p>&lt;script src='//v2.zopim.com/?KEY'&gt;&lt;/script&gt;</p>",
                "<script>// $.src='//v2.zopim.com/?KEY'\n</script>",
                "<script>/* $.src='//v2.zopim.com/?KEY' */</script>",
                "<script type='text/template'>x('//v2.zopim.com/?KEY')</script>",
                "<script>function never(){ $.src='//v2.zopim.com/?KEY' }</script>",
                "<script src='http:https://v2.zopim.com/?KEY'></script>"
            })
    void codeThatIsNotRunIsListedButInactive(String body) {
        var found = page(body.replace("SNIPPET", LEGACY).replace("KEY", KEY));
        assertThat(found.widget()).isEqualTo(Widget.NONE);
        assertThat(found.placements()).isNotEmpty().noneMatch(Placement::active);
        assertThat(found.placements())
                .allSatisfy(placement -> assertThat(placement.why()).isNotBlank());
    }

    @Test
    void guardsInCommentsWrapLiveCode() {
        assertThat(script("//<![CDATA[\n$.src='//v2.zopim.com/?" + KEY + "'\n//]]>")
                        .widget())
                .isEqualTo(Widget.ZOPIM);
        assertThat(script("<!--\n$.src='//v2.zopim.com/?" + KEY + "'\n//-->").widget())
                .isEqualTo(Widget.ZOPIM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script type='text/plain' data-type='application/javascript' data-name='zendesk' data-src='ADDRESS'></script>",
                "<script type='text/plain' data-category='functional' src='ADDRESS'></script>",
                "<script type='text/plain' class='optanon-category-C0003' src='ADDRESS'></script>",
                "<script class='cmplazyload' data-cmp-src='ADDRESS'></script>",
                "<script type='application/blocked' src='ADDRESS'></script>",
                "<script type='text/blocked' src='ADDRESS'></script>",
                "<script type='text/plain' class='cc-consent'>$.src='ADDRESS'</script>"
            })
    void whatAConsentManagerReleasesIsLive(String body) {
        assertThat(page(body.replace("ADDRESS", "//v2.zopim.com/?" + KEY)).widget())
                .isEqualTo(Widget.ZOPIM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script src='https://static.zdassets.com.evil.test/ekr/snippet.js?key=UUID'></script>",
                "<script src='https://static.zdassets.com@evil.test/ekr/snippet.js?key=UUID'></script>",
                "<script src='https://evil.test/?https://static.zdassets.com/ekr/snippet.js?key=UUID'></script>",
                "<script src='https://v2.zopim.com.evil.test/?KEY'></script>",
                "<script src='https://notzopim.com/?KEY'></script>",
                "<script src='js/zopim.js'></script>",
                "<a href='https://www.zopim.com/?lang=en'>Zopim</a>",
                "<script>var link='https://dashboard.zopim.com/?utm_source=site'</script>",
                "<script>var link='http://blog.zopim.com/?p=681'</script>",
                "<script>zChat.init({account_key: 'KEY'}); var sdk='https://dev.zopim.com/web-sdk/latest/web-sdk.js'</script>",
                "<script>if (/v2\\.zopim\\.com\\/\\?KEY/.test(x)) {}</script>",
                "<script>document.querySelector('script[src=\"//v2.zopim.com/?KEY\"]').remove()</script>",
                "<link rel='preconnect' href='https://v2.zopim.com'>",
                "<div class='zopim' id='zopim'></div>",
                "<script>var blocked=['*://v2.zopim.com/?*', '*://static.zdassets.com/ekr/snippet.js']</script>",
                "<script>expect(html).toContain('<script src=\"//v2.zopim.com/?KEY\"></scr'+'ipt>')</script>"
            })
    void whatOnlyLooksLikeASnippetIsNone(String body) {
        var found = page(body.replace("UUID", UUID).replace("KEY", KEY));
        assertThat(found.widget()).isEqualTo(Widget.NONE);
        assertThat(found.placements()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEY",
                "YOURKEY",
                "[ZOPIM]",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "<?php echo $code ?>",
                "{{ settings.key }}",
                "<%= key %>",
                "{/literal}{$key}{literal}",
                "%s"
            })
    void aPlaceholderIsLiveButNoKey(String placeholder) {
        var found = script("$.src='//v2.zopim.com/?" + placeholder + "'");
        assertThat(found.widget()).isEqualTo(Widget.ZOPIM);
        assertThat(found.keys()).isEmpty();
    }

    @Test
    void aPlaceholderUuidIsNoKey() {
        var found = page("<script id='ze-snippet' src='https://static.zdassets.com/ekr/snippet.js?key="
                + "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'></script>");
        assertThat(found.widget()).isEqualTo(Widget.WEB_WIDGET);
        assertThat(found.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?php echo '<script>$.src=\\'//v2.zopim.com/?KEY\\';</script>';",
                "<?php $html = <<<HTML\n<script>window.\\$zopim||f(); $.src='//v2.zopim.com/?KEY'</script>\nHTML;\n",
                "<?php wp_enqueue_script('chat', '//v2.zopim.com/?KEY');",
                "<%= javascript_include_tag \"//v2.zopim.com/?KEY\" %>",
                "<script>$.src = \"<?= $block->escapeJs(\"//v2.zopim.com/?KEY\") ?>\";</script>"
            })
    void whatServerCodePrintsIsLive(String content) {
        var found = file("footer.phtml", content.replace("KEY", KEY));
        assertThat(found.widget()).isEqualTo(Widget.ZOPIM);
        assertThat(found.keys()).containsExactly(KEY);
    }

    @Test
    void aSnippetInAStringOfATagContainerIsLive() {
        var found = file(
                "container.js",
                "var data = {\"vtp_html\":\"\\u003Cscript id=\\\"ze-snippet\\\" data-gtmsrc=\\\"https:\\/\\/"
                        + "static.zdassets.com\\/ekr\\/snippet.js?key=" + UUID
                        + "\\\" type=\\\"text\\/gtmscript\\\"\\u003E\"}");
        assertThat(found.keys()).containsExactly(UUID);
    }

    @Test
    void aScriptInAStringIsAScriptThoughItsOwnStringsHoldElements() {
        var found = file(
                "Chat.jsx",
                "export const Chat = () => <Helmet><script dangerouslySetInnerHTML={{__html: `/*<![CDATA[*/"
                        + "window.zEmbed||function(){o.src=\"https://assets.zendesk.com/embeddable_framework/main.js\","
                        + "this.zendeskHost=\"example.zendesk.com\",o.write('<body onload=\"document._l();\">')}();"
                        + "/*]]>*/`}} /></Helmet>;");
        assertThat(found.widget()).isEqualTo(Widget.WEB_WIDGET);
        assertThat(found.keys()).containsExactly("example.zendesk.com");
    }

    @Test
    void entitiesInScriptsCountInXmlOnly() {
        var content = "<html xmlns='http://www.w3.org/1999/xhtml'><head><script>\n$.src=&#39;//v2.zopim.com/?" + KEY
                + "&#39;;\n</script></head></html>";
        assertThat(file("theme.xml", content).keys()).containsExactly(KEY);
        assertThat(file("theme.html", content).widget()).isEqualTo(Widget.NONE);
    }

    @Test
    void aRecordingOfTrafficHoldsPagesInStrings() {
        var found = file(
                "shop.har",
                "{\"log\":{\"entries\":[{\"response\":{\"content\":{\"text\":\"<html><script src=\\\"//v2.zopim.com/?"
                        + KEY + "\\\"><\\/script></html>\"}}}]}}");
        assertThat(found.keys()).containsExactly(KEY);
    }

    @Test
    void markdownFencesAreSamplesAndRawHtmlIsLive() {
        assertThat(file("help.md", "# Chat\n\n```html\n" + LEGACY + "\n```\n").widget())
                .isEqualTo(Widget.NONE);
        assertThat(file("help.md", "Use `" + LEGACY + "` here").widget()).isEqualTo(Widget.NONE);
        assertThat(file("help.md", "# Chat\n\n" + LEGACY + "\n").widget()).isEqualTo(Widget.ZOPIM);
    }

    @Test
    void aTagManagerWithoutASignOfEitherWidgetIsUnknown() {
        var loader = "<script>j.src='https://www.googletagmanager.com/gtm.js?id='+i;f(window,'GTM-ABC123')</script>";
        assertThat(page(loader).widget()).isEqualTo(Widget.UNKNOWN);
        assertThat(page(loader).tagManagers()).containsExactly("Google Tag Manager GTM-ABC123");
        assertThat(page(loader + LEGACY).widget()).isEqualTo(Widget.ZOPIM);
        assertThat(page("<!-- " + loader + " -->").widget()).isEqualTo(Widget.NONE);
        assertThat(page("<script src='https://www.googletagmanager.com/gtag/js?id=G-1'></script>")
                        .widget())
                .isEqualTo(Widget.NONE);
    }

    @Test
    void theLineIsThatOfTheSource() {
        var found = file(
                "page.html",
                "<p>\n<?php\n echo 1;\n?>\n{# a\n#}\n<script>\n\n$.src='//v2.zopim.com/?" + KEY + "'</script>");
        assertThat(found.placements()).extracting(Placement::line).containsExactly(9);
    }

    @Test
    void keysOfOtherAccountsAreForeign() {
        var found = page(
                LEGACY + "<script src='https://static.zdassets.com/ekr/snippet.js?key=" + UUID + "'></script>"
                        + "<script src='https://static.zdassets.com/ekr/snippet.js?key=web_widget/example.zendesk.com'></script>");
        assertThat(found.foreignKeys(KEY, UUID.toUpperCase(Locale.ROOT), "example"))
                .isEmpty();
        assertThat(found.foreignKeys(null, null, "example")).isEmpty();
        assertThat(found.foreignKeys(KEY.toLowerCase(Locale.ROOT), null, "other"))
                .containsExactly(KEY, "web_widget/example.zendesk.com");
    }
}
