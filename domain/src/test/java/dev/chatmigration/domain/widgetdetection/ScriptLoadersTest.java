package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.KEY;
import static dev.chatmigration.domain.widgetdetection.Pages.UUID;
import static dev.chatmigration.domain.widgetdetection.Pages.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script loads, with key and place; LOADER stands for an asynchronous loader of the legacy widget. */
class ScriptLoadersTest {
    private static final String ADDED = "script that adds the widget";
    private static final String ID = "script that adds an element with the snippet's id";
    private static final String SETTING = "key in a setting, loaded by a consent manager or tag container";
    private static final String OPENED = "opens the chat page in a window; nothing is embedded";

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            s.id='ze-snippet';k='UUID' => W6 UUID 1 live ID
            s.setAttribute('id','ze-snippet');k='UUID' => W6 UUID 1 live ID
            s.setAttribute('class','ze-snippet');k='UUID' => none
            s.className='ze-snippet';k='UUID' => none
            byId('ze-snippet');k='UUID' => none
            s.id='ze-snippet';k='UUID';l='OTHER' => W6 - 1 live ID
            s.id='ze-snippet';k='UUID';l='UUID' => W6 UUID 1 live ID
            s.id='ze-snippet';s.src='https://static.zdassets.com/ekr/snippet.js?key=UUID' => W6 UUID 1 live ADDED
            s.src='https://static.zdassets.com/ekr/snippet.js';k='UUID' => W6 UUID 1 live ADDED
            o={src:'https://static.zdassets.com/ekr/snippet.js',k:'UUID'} => W6 UUID 1 live ADDED
            s.setAttribute('src','https://static.zdassets.com/ekr/snippet.js');k='UUID' => W6 UUID 1 live ADDED
            s.setAttribute('href','https://static.zdassets.com/ekr/snippet.js');k='UUID' => none
            a=['https://static.zdassets.com/ekr/snippet.js','UUID'] => none
            import Zendesk from 'react-zendesk';zendeskKey='UUID' => W6 UUID 1 live library that adds the snippet
            import Zendesk from 'react-use-zendesk';⏎zendeskKey='UUID' => W6 UUID 2 live library that adds the snippet
            import Zendesk from 'react-zendesk';key='UUID' => none
            zendeskKey='UUID' => none
            accountUrl='example.zendesk.com' => W1 example.zendesk.com 1 live account of a library that loads the widget
            homeUrl='example.zendesk.com' => none
            """)
    void theSnippetOfTheWebWidgetIsSeenHoweverItIsAdded(String code, String found) {
        assertThat(placements(code)).isEqualTo(expected(found));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            f('//assets.zendesk.com/embeddable_framework/main.js','a.zendesk.com','b.zendesk.com') => W1 a.zendesk.com 1 live ADDED
            f('//assets.zendesk.com/embeddable_framework/main.js');this.zendeskHost='a.zendesk.com' => W2 a.zendesk.com 1 live ADDED
            h='a.zendesk.com';f('//assets.zendesk.com/embeddable_framework/main.js') => W1 a.zendesk.com 1 live ADDED
            f('//assets.zendesk.com/embeddable_framework/main.js') => W1 - 1 live ADDED
            s='https://static.zdassets.com/ekr/asset_composer.js?key='+k;f('UUID','OTHER') => W3 UUID 1 live ADDED
            f('//assets.zendesk.com/external/zenbox/v2.6/zenbox.js') => W0 - 1 live ADDED
            k='KEY';s='//v2.zopim.com/?'+k => Z5 KEY 1 live ADDED
            k='KEY';l='THIRD';s='//v2.zopim.com/?'+k => Z5 KEY 1 live ADDED
            f('KEY','THIRD');s='//v2.zopim.com/?'+k => Z5 - 1 live ADDED
            f('KEY','KEY');s='//v2.zopim.com/?'+k => Z5 KEY 1 live ADDED
            s='//v2.zopim.com/?';k='KEY' => Z5 KEY 1 live ADDED
            s='//v2.zopim.com/?short';k='KEY' => Z5 - 1 live ADDED
            ⏎⏎s='//v2.zopim.com/?KEY' => Z5 KEY 3 live ADDED
            s='http:https://v2.zopim.com/?KEY' => Z5 KEY 1 dead the address is malformed, v2.zopim.com is never asked
            """)
    void aKeyIsFoundWhereTheLoaderTakesItFrom(String code, String found) {
        assertThat(placements(code)).isEqualTo(expected(found));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            tarteaucitron.user.zopimID='KEY' => Z9 KEY 1 live SETTING
            tarteaucitron.user.zopimID='mine' => Z9 - 1 live SETTING
            tarteaucitron.user.zopimID=mine() => none
            settings.zopimID='mine' => none
            user,zopimID='mine' => none
            zopimID='KEY' => Z9 KEY 1 live SETTING
            o={zopim_key:'KEY'} => Z9 KEY 1 live SETTING
            o={"zopimKey":"KEY"} => Z9 KEY 1 live SETTING
            o={"zopimKey","KEY"} => none
            o={zopimAccountKey:'KEY'} => Z9 KEY 1 live SETTING
            o={zopimAccountKeyOfMine:'KEY'} => none
            zopimID='KEY';LOADER => Z5 KEY 1 live ADDED
            zopimID='KEY';s.id='ze-snippet' => Z9 KEY 1 live SETTING, W6 - 1 live ID
            """)
    void aKeyInASettingIsALoaderUnlessTheLoaderIsThere(String code, String found) {
        assertThat(placements(code)).isEqualTo(expected(found));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            window.open('https://v2.zopim.com/widget/livechat.html?key=KEY') => Z8 KEY 1 dead OPENED
            a.href='https://v2.zopim.com/widget/livechat.html?key=KEY' => Z8 KEY 1 dead OPENED
            window.location='https://v2.zopim.com/widget/livechat.html?key=KEY' => Z8 KEY 1 dead OPENED
            frame.src='https://v2.zopim.com/widget/livechat.html?key=KEY' => Z8 KEY 1 live ADDED
            window.open('//v2.zopim.com/?KEY') => Z5 KEY 1 live ADDED
            """)
    void thePageOfTheChatIsEmbeddedOrOnlyOpened(String code, String found) {
        assertThat(placements(code)).isEqualTo(expected(found));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            function f(){LOADER} => dead
            ;function f(){LOADER} => dead
            a();}function f(){LOADER} => dead
            {function f(){LOADER}} => dead
            function f(a,b){LOADER} => dead
            var f=function(){LOADER} => dead
            let f=function(){LOADER} => dead
            const f=function(){LOADER} => dead
            var f=function g(){LOADER} => dead
            function f(){function g(){}LOADER} => dead
            function f(){LOADER}f() => live
            function f(){}LOADER => live
            function f(){a()}LOADER => live
            x.f=function(){LOADER} => live
            f=function(){LOADER} => live
            var f,x=1,g=function(){LOADER} => live
            (function f(){LOADER})() => live
            !function f(){LOADER}() => live
            a(function f(){LOADER}) => live
            function f LOADER => live
            """)
    void whatStandsInAFunctionThatNothingCallsDoesNotRun(String code, String live) {
        assertThat(script(code.replace("LOADER", "$.src='//v2.zopim.com/?" + KEY + "'"))
                        .placements())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.active()).isEqualTo(live.equals("live"));
                    assertThat(found.why())
                            .isEqualTo(found.active() ? ADDED : "in the function f, which nothing on this page calls");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            a.indexOf('//v2.zopim.com/?KEY') => none
            a.includes('//v2.zopim.com/?KEY') => none
            a.querySelector('script[src="//v2.zopim.com/?KEY"]') => none
            s='a[href="//v2.zopim.com/?KEY"]' => none
            expect(a).toEqual('//v2.zopim.com/?KEY') => none
            a.toEqual,('//v2.zopim.com/?KEY') => Z5 KEY 1 live ADDED
            load('//v2.zopim.com/?KEY') => Z5 KEY 1 live ADDED
            load(indexOf,'//v2.zopim.com/?KEY') => Z5 KEY 1 live ADDED
            s='//v2.zopim.com/?KEY,//v2.zopim.com/?THIRD' => Z5 KEY 1 live ADDED, Z5 THIRD 1 live ADDED
            s="<script src='//v2.zopim.com/?KEY'></scr"+"ipt>" => Z7 KEY 1 live script element
            eval("$.src='//v2.zopim.com/?KEY'") => Z5 KEY 1 live ADDED
            """)
    void anAddressThatIsAskedAboutIsNotLoaded(String code, String found) {
        assertThat(placements(code)).isEqualTo(expected(found));
    }

    @Test
    void aTagManagerIsSeenWhereItIsLoadedAndNotWhereItIsAskedAbout() {
        String address = "https://www.googletagmanager.com/gtm.js?id=";

        assertThat(script("j.src='" + address + "GTM-ABC123'").tagManagers())
                .containsExactly("Google Tag Manager GTM-ABC123");
        assertThat(script("j.src='" + address + "'+i").tagManagers()).containsExactly("Google Tag Manager");
        assertThat(script("w('<script src=\"" + address + "GTM-ABC123\"></scr'+'ipt>')")
                        .tagManagers())
                .containsExactly("Google Tag Manager GTM-ABC123");
        assertThat(script("a.indexOf('" + address + "GTM-ABC123')").tagManagers())
                .isEmpty();
        assertThat(script("function f(){j.src='" + address + "GTM-ABC123'}").tagManagers())
                .isEmpty();
    }

    private static String placements(String code) {
        return script(named(code)
                        .replace("LOADER", "$.src='//v2.zopim.com/?" + KEY + "'")
                        .replace('⏎', '\n'))
                .placements()
                .stream()
                .map(found -> found.form() + " " + (found.key() == null ? "-" : found.key()) + " " + found.line() + " "
                        + (found.active() ? "live" : "dead") + " " + found.why())
                .collect(Collectors.joining(", "));
    }

    private static String expected(String found) {
        return found.equals("none")
                ? ""
                : named(found)
                        .replace("live ADDED", "live " + ADDED)
                        .replace("live ID", "live " + ID)
                        .replace("SETTING", SETTING)
                        .replace("OPENED", OPENED);
    }

    private static String named(String text) {
        return text.replace("UUID", UUID)
                .replace("OTHER", "0f8fad5b-d9cb-469f-a165-70867728950e")
                .replace("THIRD", "9z8Y7x6W5v4U3t2S1r0QpOnMlKjIhGfE")
                .replace("KEY", KEY);
    }
}
