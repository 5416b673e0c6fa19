package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.KEY;
import static dev.chatmigration.domain.widgetdetection.Pages.UUID;
import static dev.chatmigration.domain.widgetdetection.Pages.file;
import static dev.chatmigration.domain.widgetdetection.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an element loads, where it runs, and why. LEGACY is the address of the legacy widget. */
class MarkupPlacesTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            <script src='//livechat.zopim.net/?KEY'></script> => Z1 KEY live script element
            <script src='//zopim.com/?KEY'></script> => Z2 KEY live script element
            <script src='//cdn.zopim.com/?KEY'></script> => Z4 KEY live script element
            <script src='//ssl.zopim.com/?KEY'></script> => Z4 KEY live script element
            <script src='LEGACY'></script> => Z7 KEY live script element
            <script async charset='utf-8' src='LEGACY'></script> => Z7 KEY live plain script element of the widget itself
            <script async src='LEGACY'></script> => Z7 KEY live script element
            <script charset='utf-8' src='LEGACY'></script> => Z7 KEY live script element
            <script src='//v2.zopim.com/w?KEY'></script> => Z7 KEY live plain script element of the widget itself
            <script src='https://v2.zopim.com/widget/livechat.html?key=KEY'></script> => Z8 KEY live script element
            <script src='//assets.zendesk.com/external/zenbox/v2.6/zenbox.js'></script> => W0 - live Zenbox feedback tab, which has no chat
            <script src='//assets.zendesk.com/embeddable_framework/main.js'></script> => W1 - live script element
            <script src='https://static.zdassets.com/ekr/asset_composer.js?key=UUID'></script> => W3 UUID live script element
            <script src='https://static.zdassets.com/ekr/snippet.js?key=UUID'></script> => W4 UUID live script element
            <script src='https://static.zdassets.com/ekr/snippet.js?key=a.zendesk.com'></script> => W5 a.zendesk.com live script element
            <script id='ze-snippet' src='/js/copy.js'></script> => W7 - live script element with the snippet's id, loading a copy of the script
            <script id='ze-snippet' src=''></script> => W7 - live script element with the snippet's id
            <script id='ze-snippet'></script> => none
            <script src='http:LEGACY'></script> => Z7 KEY live script element
            <script src='http:https:LEGACY'></script> => Z7 KEY dead the address is malformed, v2.zopim.com is never asked
            <base href='https://v2.zopim.com/'><script src='?KEY'></script> => Z7 KEY live script element
            <base href='https://v2.example.org/zopim.com/'><script src='?KEY'></script> => none
            <script src='about:blank' data-src='LEGACY'></script> => Z7 KEY live script element
            <script data-src='LEGACY'></script> => Z7 KEY live script element
            <script src='/own.js' data-src='LEGACY'></script> => none
            <script src='LEGACY'>$.src='//v2.zopim.com/?OTHER'</script> => Z7 KEY live script element
            <iframe src='https://v2.zopim.com/widget/livechat.html?key=KEY'></iframe> => Z8 KEY live chat page in a frame
            <iframe src='LEGACY'></iframe> => none
            <iframe srcdoc='<script src="LEGACY"></script>'></iframe> => Z7 KEY live inside a frame of the page
            <a href='https://v2.zopim.com/widget/livechat.html?key=KEY'>x</a> => Z8 KEY dead a link to the chat page, which will stop working; nothing is embedded
            <map><area href='https://v2.zopim.com/widget/livechat.html?key=KEY'></map> => Z8 KEY dead a link to the chat page, which will stop working; nothing is embedded
            <a href='LEGACY'>x</a> => none
            """)
    void anElementIsWhatItLoads(String body, String found) {
        assertThat(placements(body)).isEqualTo(found.equals("none") ? "" : named(found));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            <noscript>SCRIPT</noscript> => dead inside <noscript>, which browsers with scripts switched on skip
            <template>SCRIPT</template> => dead inside <template>, which is kept and not run
            <template><div>SCRIPT</div></template> => dead inside <template>, which is kept and not run
            <pre>SCRIPT</pre> => dead a code sample in <pre>, shown and not run
            <pre><code>SCRIPT</code></pre> => dead a code sample in <pre>, shown and not run
            <pre><code>x</code>SCRIPT</pre> => dead a code sample in <pre>, shown and not run
            <code>SCRIPT</code> => dead a code sample in <code>, shown and not run
            <samp>SCRIPT</samp> => dead a code sample in <samp>, shown and not run
            <kbd>SCRIPT</kbd> => dead a code sample in <kbd>, shown and not run
            <pre>x</pre>SCRIPT => live script element
            <p>SCRIPT</p> => live script element
            <script type='text/javascript' src='LEGACY'></script> => live script element
            <script type='Text/JavaScript; charset=utf-8' src='LEGACY'></script> => live script element
            <script type='module' src='LEGACY'></script> => live script element
            <script language='JavaScript' src='LEGACY'></script> => live script element
            <script language='' src='LEGACY'></script> => live script element
            <script language='vbscript' src='LEGACY'></script> => dead type , which browsers do not run
            <script type='text/javascript' language='vbscript' src='LEGACY'></script> => live script element
            <script type='text/html' src='LEGACY'></script> => dead type text/html, which browsers do not run
            <script type='text/plain' src='LEGACY'></script> => dead type text/plain, which browsers do not run
            <script type='text/plain' class='a b' src='LEGACY'></script> => dead type text/plain, which browsers do not run
            <script type='text/plain' class='Cookie-Yes' src='LEGACY'></script> => live type text/plain, released by the consent manager
            <script type='text/plain' data-consent='a' src='LEGACY'></script> => live type text/plain, released by the consent manager
            <script type='text/blocked-a' src='LEGACY'></script> => live type text/blocked-a, released by the consent manager
            <script type='text/partytown' src='LEGACY'></script> => live type text/partytown, started by a script that delays others
            <script type='a1b2-text/javascript' src='LEGACY'></script> => live type a1b2-text/javascript, started by a script that delays others
            <script type='<?= $type ?>' src='LEGACY'></script> => live script element
            <script data-src=' ' data-lazy-src='LEGACY'></script> => live script element
            """)
    void aScriptRunsWhereABrowserOrAConsentManagerRunsIt(String body, String found) {
        String address = "<script src='LEGACY'></script>";
        assertThat(placements(body.replace("SCRIPT", address))).isEqualTo(named("Z7 KEY " + found));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "@click", "(click)", "v-on:click", "x-on:click", "ng-click", "ONCLICK"})
    void aHandlerIsCode(String attribute) {
        assertThat(page("\n<b " + attribute + "='$zopim.livechat.say(1)'>x</b>").apiCalls())
                .extracting(ApiCall::call, ApiCall::line)
                .containsExactly(tuple("$zopim.livechat.say", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "data-code", "href", "value"})
    void anotherAttributeIsText(String attribute) {
        assertThat(page("<b " + attribute + "='$zopim.livechat.say(1)'>x</b>").apiCalls())
                .isEmpty();
    }

    @Test
    void aLinkMayHoldCode() {
        assertThat(page("<a href=' JavaScript:$zopim.livechat.say(1)'>x</a>").apiCalls())
                .hasSize(1);
    }

    @Test
    void aTagManagerIsSeenWithAndWithoutAVendorsNameOnThePage() {
        String manager = "<script src='https://www.googletagmanager.com/gtm.js?id=GTM-ABC123'></script>";

        assertThat(page(manager).tagManagers()).containsExactly("Google Tag Manager GTM-ABC123");
        assertThat(page(manager + "<p>zopim.com</p>").tagManagers()).containsExactly("Google Tag Manager GTM-ABC123");
        assertThat(page("<template>" + manager + "</template>").tagManagers()).isEmpty();
        assertThat(page("<template>" + manager + "</template><p>zopim.com</p>").tagManagers())
                .isEmpty();
        assertThat(page("<script src='/own.js'></script><p>zopim.com</p>").tagManagers())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "//tags.tiqcdn.com/utag/a/main/prod/utag.js, Tealium",
        "//assets.adobedtm.com/launch-1.min.js, Adobe Experience Platform Tags",
        "//nexus.ensighten.com/a/Bootstrap.js, Ensighten",
        "//cdn.tagcommander.com/1/tc_a.js, Commanders Act",
        "//a.containers.piwik.pro/b.js, Piwik PRO Tag Manager",
        "//opentag.qubitproducts.com/a.js, OpenTag",
        "//s.btstatic.com/tag.js, Signal",
        "//www.googletagmanager.com/gtm.js, Google Tag Manager",
        "//www.googletagmanager.com/gtag/js?id=GTM-ABC123,",
        "//tiqcdn.com.example.org/utag.js,"
    })
    void eachTagManagerIsToldByItsHost(String address, String manager) {
        assertThat(page("<script src='" + address + "'></script>").tagManagers())
                .isEqualTo(manager == null ? List.of() : List.of(manager));
    }

    @Test
    void aComponentsTemplateIsLive() {
        var found = file("Chat.vue", "<template><a onclick=\"$zopim.livechat.say(1)\">x</a></template>");
        assertThat(found.apiCalls()).hasSize(1);
    }

    private static String placements(String body) {
        return page(named(body)).placements().stream()
                .map(found -> found.form() + " " + (found.key() == null ? "-" : found.key()) + " "
                        + (found.active() ? "live" : "dead") + " " + found.why())
                .collect(Collectors.joining(", "));
    }

    private static String named(String text) {
        return text.replace("LEGACY", "//v2.zopim.com/?KEY")
                .replace("UUID", UUID)
                .replace("OTHER", "9z8Y7x6W5v4U3t2S1r0QpOnMlKjIhGfE")
                .replace("KEY", KEY);
    }
}
