package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.KEY;
import static dev.chatmigration.domain.widgetdetection.Pages.UUID;
import static dev.chatmigration.domain.widgetdetection.Pages.page;
import static dev.chatmigration.domain.widgetdetection.Pages.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of snippet, from {@code Z1} to {@code W7}. */
class SnippetFormsTest {

    @Test
    void z1IsWrittenIntoThePageFromTheOldestHost() {
        var found = script(
                "document.write(unescape(\"%3Cscript src='\" + document.location.protocol + \"//livechat.zopim.net/?"
                        + KEY + "' charset='utf-8'%3E%3C/script%3E\"));");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("Z1");
        assertThat(found.keys()).containsExactly(KEY);
    }

    @Test
    void z2IsWrittenIntoThePageFromTheBareDomain() {
        var found = script("document.write(unescape(\"%3Cscript src='\" + document.location.protocol + \"//zopim.com/?"
                + KEY + "' charset='utf-8'%3E%3C/script%3E\"));");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("Z2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Z3 | ('https:'==d.location.protocol?'https://ssl':'http://cdn')+'.zopim.com/?KEY'",
                "Z4 | '//cdn.zopim.com/?KEY'",
                "Z5 | '//v2.zopim.com/?KEY'",
                "Z6 | \"https://v2.zopim.com/?KEY\"",
                "Z6 | `https://v2.zopim.com/?KEY`",
                "Z5 | '\\/\\/v2.zopim.com\\/?KEY'",
                "Z7 | 'https://v2.zopim.com/w?KEY'"
            })
    void anAsynchronousLoaderIsToldByTheHostItAsks(String form, String address) {
        var found =
                script("window.$zopim||(function(d,s){$.src=" + address.replace("KEY", KEY) + "})(document,'script');");
        assertThat(found.placements()).extracting(Placement::form).containsExactly(form);
        assertThat(found.keys()).containsExactly(KEY);
        assertThat(found.widget()).isEqualTo(Widget.ZOPIM);
        assertThat(found.legacySnippet()).isTrue();
    }

    @Test
    void z7IsAPlainScriptElement() {
        var found = page("<script src=\"//v2.zopim.com/?" + KEY + "\"></script>");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("Z7");
    }

    @Test
    void z8InAFrameIsLiveAndAsALinkIsNot() {
        var address = "https://v2.zopim.com/widget/livechat.html?lang=en&amp;key=" + KEY;
        assertThat(page("<iframe src='" + address + "'></iframe>").widget()).isEqualTo(Widget.ZOPIM);
        var link = page("<a href='" + address + "'>Chat</a>");
        assertThat(link.widget()).isEqualTo(Widget.NONE);
        assertThat(link.placements())
                .extracting(Placement::form, Placement::key)
                .containsExactly(tuple("Z8", KEY));
    }

    @Test
    void z9IsAKeyInTheSettingsOfAConsentManager() {
        var found = script("tarteaucitron.user.zopimID='" + KEY
                + "'; (tarteaucitron.job = tarteaucitron.job || []).push('zopim');");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("Z9");
        assertThat(found.keys()).containsExactly(KEY);
    }

    @Test
    void w0IsAFeedbackTabAndNoChat() {
        var found = page("<script src='//assets.zendesk.com/external/zenbox/v2.6/zenbox.js'></script>");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("W0");
        assertThat(found.widget()).isEqualTo(Widget.NONE);
        assertThat(found.outdatedSnippet()).isTrue();
    }

    @Test
    void w1NamesTheSubdomainAsItsLastArgument() {
        var found = script("/*<![CDATA[*/window.zEmbed||function(e,t){r.src='javascript:false'}("
                + "\"//assets.zendesk.com/embeddable_framework/main.js\",\"example.zendesk.com\");/*]]>*/");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("W1");
        assertThat(found.keys()).containsExactly("example.zendesk.com");
        assertThat(found.outdatedSnippet()).isTrue();
    }

    @Test
    void w2NamesTheSubdomainInItsBody() {
        var found =
                script("window.zEmbed||function(){o.src=\"https://assets.zendesk.com/embeddable_framework/main.js\","
                        + "this.t=+new Date,this.zendeskHost=\"example.zendesk.com\",this.zEQueue=a}();");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("W2");
        assertThat(found.keys()).containsExactly("example.zendesk.com");
    }

    @Test
    void w3HasItsKeyOutsideTheAddress() {
        var found =
                script("window.zE||(function(e,t,s){n.src=\"https://static.zdassets.com/ekr/asset_composer.js?key=\"+s"
                        + "})(document,\"script\",\"" + UUID + "\");");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("W3");
        assertThat(found.keys()).containsExactly(UUID);
    }

    @Test
    void w4IsTheCurrentSnippetAndW5NamesTheSubdomain() {
        var address = "https://static.zdassets.com/ekr/snippet.js?key=";
        var current = page("<script id='ze-snippet' src='" + address + UUID + "'></script>");
        assertThat(current.placements()).extracting(Placement::form).containsExactly("W4");
        assertThat(current.outdatedSnippet()).isFalse();
        var bySubdomain = page("<script id='ze-snippet' src='" + address + "web_widget/example.zendesk.com'></script>");
        assertThat(bySubdomain.placements()).extracting(Placement::form).containsExactly("W5");
        assertThat(bySubdomain.keys()).containsExactly("web_widget/example.zendesk.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.src='https://static.zdassets.com/ekr/snippet.js?key=UUID'",
                "const key='UUID'; s.src=`https://static.zdassets.com/ekr/snippet.js?key=${key}`",
                "s.src='https://static.zdassets.com/ekr/snippet.js?key='.concat('UUID')",
                "load('UUID'); function load(k){s.src='https://static.zdassets.com/ekr/snippet.js?key='+k}"
            })
    void w6IsTheCurrentSnippetAddedByAScript(String code) {
        var found = script(code.replace("UUID", UUID));
        assertThat(found.placements()).extracting(Placement::form).containsExactly("W6");
        assertThat(found.keys()).containsExactly(UUID);
    }

    @Test
    void w7IsACopyOfTheSnippetsScript() {
        var found = page("<script id='ze-snippet' src='/js/snippet.js'></script>");
        assertThat(found.placements()).extracting(Placement::form).containsExactly("W7");
        assertThat(found.widget()).isEqualTo(Widget.WEB_WIDGET);
    }

    @Test
    void bothSnippetsOnOnePageAreBoth() {
        var found = page("<script src='//v2.zopim.com/?" + KEY + "'></script>"
                + "<script src='https://static.zdassets.com/ekr/snippet.js?key=" + UUID + "'></script>");
        assertThat(found.widget()).isEqualTo(Widget.BOTH);
        assertThat(found.keys()).containsExactly(KEY, UUID);
    }

    @Test
    void whatARunningWebWidgetAddedToASavedPageDoesNotCount() {
        var found = page("<script id='ze-snippet' src='https://static.zdassets.com/ekr/snippet.js?key=" + UUID
                + "'></script><script async charset='utf-8' src='https://v2.zopim.com/w?" + KEY + "'></script>");
        assertThat(found.widget()).isEqualTo(Widget.WEB_WIDGET);
        assertThat(found.keys()).containsExactly(UUID);
    }
}
