package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.script;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CHAT stands for the root of the chat API; calls are named without it, with their line. */
class ChatApiRoutesTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            CHAT.say('x') => say 1
            ⏎CHAT⏎.say('x') => say 3
            CHAT.window.show() => window.show 1
            CHAT['window']['show']() => window.show 1
            CHAT['win'+'dow'].show() => none
            $zopim?.livechat?.say('x') => say 1
            window['$zopim'].livechat.say('x') => say 1
            window('$zopim').livechat.say('x') => none
            CHAT(function(){CHAT.say('x')}).hideAll() => say 1, hideAll 1
            CHAT.say.call(a,'x') => say 1
            CHAT.say.apply(a,['x']) => say 1
            CHAT.say('x').hideAll() => say 1, hideAll 1
            a=CHAT.getEmail().trim() => getEmail 1
            f(CHAT.say) => say 1
            f(1,CHAT.say) => say 1
            f({a:CHAT.say}) => say 1
            f(window.CHAT.say) => say 1
            f(CHAT.teleport) => none
            f(CHAT.say+1) => none
            if(CHAT.say){} => none
            while(CHAT.say){} => none
            (CHAT.say) => none
            CHAT.say; => none
            var a=CHAT;a.say('x') => say 1
            var a=CHAT⏎a.say('x') => say 2
            var say=CHAT.say;say('x') => say 1
            var w=CHAT.window;w.show() => window.show 1
            var a=CHAT+1;a.say('x') => none
            var a=CHAT;b.say('x') => none
            var a=$zopim;a.livechat.say('x') => say 1
            var a=window.$zopim;a.livechat.say('x') => say 1
            var a=$zopim.other;a.say('x') => none
            this.chat=CHAT;this.chat.say('x') => say 1
            this.chat=CHAT;chat.say('x') => none
            const {say}=CHAT;say('x') => say 1
            const {say,hide:h}=CHAT;say('x');h();hide() => say 1, hide 1
            const {show}=CHAT.window;show() => window.show 1
            const {livechat}=$zopim;livechat.say('x') => none
            function f(){var a=CHAT;a.say('x')}function g(){a.hide()} => say 1
            function f(){api=CHAT;api.say('x')}function g(){api.hide()} => say 1, hide 1
            function f(){a=CHAT;a.say('x')}function g(a){a.hide()} => say 1
            {var chat=CHAT;{chat.say('x')}} => say 1
            """)
    void aCallIsFoundHoweverItIsReached(String code, String calls) {
        assertThat(script(code.replace("CHAT", "$zopim.livechat").replace('⏎', '\n')).apiCalls().stream()
                        .map(call -> call.call().replace("$zopim.livechat.", "") + " " + call.line())
                        .toList())
                .containsExactlyInAnyOrder(calls.equals("none") ? new String[0] : calls.split(", ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            {name:'a',email:'b'} => true
            {name:'a',notes:'b'} => false
            {'notes':'b'} => false
            {name:{notes:1}} => true
            {name:[a,notes]} => true
            {name:f(a,notes)} => true
            {name:notes} => true
            {name:f(1),notes:2} => false
            notes => true
            'notes' => true
            """)
    void onlyNamesOfPropertiesThatSetIgnoresCount(String argument, boolean supported) {
        assertThat(script("$zopim.livechat.set(" + argument + ")").apiCalls())
                .extracting(ApiCall::supported)
                .containsExactly(supported);
    }
}
