package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.page;
import static dev.chatmigration.domain.widgetdetection.Pages.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route to a call of the chat API, and the verdict on it. */
class ChatApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$zopim(function(){ $zopim.livechat.setNotes('x') })",
                "window.$zopim.livechat.setNotes('x')",
                "window['$zopim'].livechat['setNotes']('x')",
                "$zopim.livechat\n  .setNotes ('x')",
                "$zopim?.livechat?.setNotes('x')",
                "var lc = $zopim.livechat; lc.setNotes('x')",
                "var z = window.$zopim; z.livechat.setNotes('x')",
                "this.chat = $zopim.livechat; this.chat.setNotes('x')",
                "const {setNotes} = $zopim.livechat; setNotes('x')",
                "const {setNotes: notes} = $zopim.livechat; notes('x')",
                "$zopim.livechat.setNotes.call($zopim.livechat, 'x')",
                "setTimeout(\"$zopim.livechat.setNotes('x')\", 9)"
            })
    void aCallIsFoundOnEveryRouteAndWrittenOutInFull(String code) {
        assertThat(script(code).apiCalls()).singleElement().satisfies(call -> {
            assertThat(call.call()).isEqualTo("$zopim.livechat.setNotes");
            assertThat(call.supported()).isFalse();
            assertThat(call.instead()).contains("tags");
        });
    }

    @Test
    void aVariableOfOneScriptIsKnownInTheNext() {
        var found = page("<script>var chat = $zopim.livechat;</script>\n<script>chat.window.show()</script>");
        assertThat(found.apiCalls())
                .extracting(ApiCall::call, ApiCall::line)
                .containsExactly(tuple("$zopim.livechat.window.show", 2));
    }

    @Test
    void handlersOfElementsCallTheChatToo() {
        assertThat(
                        page("<a href=\"javascript:$zopim.livechat.window.show()\" onclick=\"$zopim.livechat.say('x')\">x</a>")
                                .apiCalls())
                .extracting(ApiCall::call)
                .containsExactlyInAnyOrder("$zopim.livechat.window.show", "$zopim.livechat.say");
    }

    @Test
    void theAddressOfAScriptIsKnownInAnyCaseAndBehindBlanks() {
        for (var blanks : List.of("", " ", "\n\t ", "\u2003\u001f")) {
            assertThat(page("<a href=\"" + blanks + "JavaScript:$zopim.livechat.window.show()\">x</a>")
                            .apiCalls())
                    .extracting(ApiCall::call)
                    .containsExactly("$zopim.livechat.window.show");
        }
        assertThat(page("<a href=\"xjavascript:$zopim.livechat.window.show()\">x</a>")
                        .apiCalls())
                .isEmpty();
    }

    @Test
    void supportedCallsSayWhatToWriteInstead() {
        assertThat(script("$zopim.livechat.hideAll()").apiCalls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.supported()).isTrue();
                    assertThat(call.instead()).isEqualTo("zE('webWidget', 'hide')");
                });
    }

    @Test
    void callsThatNobodyKnowsAreUnsupported() {
        assertThat(script("$zopim.livechat.teleport()").apiCalls())
                .containsExactly(new ApiCall("$zopim.livechat.teleport", 1, false, null));
    }

    @Test
    void setLosesWhatTheWebWidgetDoesNotTakeOver() {
        assertThat(script("$zopim.livechat.set({name: f({a: 1}, 2), email: 'b'})")
                        .apiCalls())
                .extracting(ApiCall::supported)
                .containsExactly(true);
        assertThat(script("$zopim.livechat.set({name: 'a', 'notes': 'b'})").apiCalls())
                .containsExactly(new ApiCall("$zopim.livechat.set", 1, false, "ignores notes without an error"));
    }

    @Test
    void aChainedCallFailsWhateverItCalls() {
        assertThat(script("$zopim.livechat.setName('a').setEmail('b')").apiCalls())
                .extracting(ApiCall::call, ApiCall::supported)
                .containsExactly(tuple("$zopim.livechat.setName", true), tuple("$zopim.livechat.setEmail", false));
    }

    @Test
    void callsInCommentsAndTheUseOfOtherNamesDoNotCount() {
        assertThat(script("// $zopim.livechat.setNotes('x')\n/* $zopim.livechat.say() */")
                        .apiCalls())
                .isEmpty();
        assertThat(script("if ($zopim.livechat.isChatting && a.livechat.setNotes()) {}")
                        .apiCalls())
                .isEmpty();
        assertThat(script("function f(){ var a = $zopim.livechat; } function g(a){ a.push(1) }")
                        .apiCalls())
                .isEmpty();
    }

    @Test
    void callsWithoutALoaderAreNoWidget() {
        assertThat(script("$zopim.livechat.window.show()").widget()).isEqualTo(Widget.NONE);
    }
}
