package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.script;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Each call of the vendor's migration page, written in each way, and what a page is told about it. */
class ChatApiCallsTest {

    /** Call, verdict, and what the advice has to name. */
    static final Map<String, Expected> CALLS = Arrays.stream("""
            authenticate | supported | zESettings.webWidget.authenticate.chat
            hideAll | supported | zE('webWidget', 'hide')
            button.hide | supported | zE('webWidget', 'hide')
            badge.hide | supported | zE('webWidget', 'hide')
            window.hide | supported | zE('webWidget', 'hide')
            button.show | supported | zE('webWidget', 'show')
            badge.show | supported | zE('webWidget', 'show')
            window.show | supported | zE('webWidget', 'open')
            window.toggle | supported | zE('webWidget', 'toggle')
            window.openPopout | supported | zE('webWidget', 'popout')
            window.getDisplay | supported | zE('webWidget:get', 'display')
            isChatting | supported | zE('webWidget:get', 'chat:isChatting')
            say | supported | 'chat:send'
            endChat | supported | 'chat:end'
            addTags | supported | 'chat:addTags'
            removeTags | supported | 'chat:removeTags'
            set | supported | 'prefill'
            setName | supported | 'prefill'
            setEmail | supported | 'prefill'
            setPhone | supported | 'prefill'
            setLanguage | supported | 'setLocale'
            sendVisitorPath | supported | 'updatePath'
            clearAll | supported | 'logout'
            cookieLaw.setDefaultImplicitConsent | supported | zESettings.cookies
            setOnConnected | supported | zE('webWidget:on', 'chat:connected'
            setOnChatStart | supported | zE('webWidget:on', 'chat:start'
            setOnChatEnd | supported | zE('webWidget:on', 'chat:end'
            setOnStatus | supported | zE('webWidget:on', 'chat:status'
            setOnUnreadMsgs | supported | zE('webWidget:on', 'chat:unreadMessages'
            window.onShow | supported | zE('webWidget:on', 'open'
            window.onHide | supported | zE('webWidget:on', 'close'
            badge.setColor | supported | webWidget.color.launcher
            button.setColor | supported | webWidget.color.launcher
            badge.setLayout | supported | launcher.badge.layout
            badge.setImage | supported | launcher.badge.image
            badge.setText | supported | launcher.badge.label
            window.setColor | supported | only the primary colour
            theme.setColor | supported | only the primary colour
            theme.setColors | supported | only the primary colour
            setColor | supported | only the primary colour
            button.setOffsetVertical | supported | webWidget.offset.vertical
            button.setOffsetBottom | supported | webWidget.offset.vertical
            window.setOffsetVertical | supported | webWidget.offset.vertical
            window.setOffsetBottom | supported | webWidget.offset.vertical
            button.setOffsetHorizontal | supported | webWidget.offset.horizontal
            window.setOffsetHorizontal | supported | webWidget.offset.horizontal
            button.setOffsetVerticalMobile | supported | webWidget.offset.mobile.vertical
            button.setOffsetBottomMobile | supported | webWidget.offset.mobile.vertical
            button.setOffsetHorizontalMobile | supported | webWidget.offset.mobile.horizontal
            button.setPosition | supported | tm and bm are not supported
            window.setPosition | supported | tm and bm are not supported
            button.setPositionMobile | supported | tm and bm are not supported
            button.setHideWhenOffline | supported | chat.hideWhenOffline
            window.setTitle | supported | chat.title
            prechatForm.setGreetings | supported | chat.prechatForm.greeting
            offlineForm.setGreetings | supported | chat.offlineForm.greeting
            setGreetings | supported | arrays are ignored
            setStatus | supported | online and offline only
            setDisableGoogleAnalytics | supported | opposite
            mobileNotifications.setDisabled | supported | chat.notifications.mobile.disable
            theme.setProfileCardConfig | supported | chat.profileCard
            concierge.setAvatar | supported | chat.concierge.avatarPath
            concierge.setName | supported | chat.concierge.name
            concierge.setTitle | supported | chat.concierge.title
            departments.filter | supported | chat.departments.enabled
            departments.setVisitorDepartment | supported | chat.departments.select
            departments.clearVisitorDepartment | supported | chat.departments.select
            departments.setLabel | supported | prechatForm.departmentLabel
            departments.getDepartment | supported | 'chat:department'
            departments.getAllDepartments | supported | 'chat:departments'
            setNotes | unsupported | 'chat:addTags'
            appendNotes | unsupported | 'chat:addTags'
            getName | unsupported | returns undefined
            getEmail | unsupported | returns undefined
            getPhone | unsupported | returns undefined
            window.getSettings | unsupported | returns undefined
            setSize | unsupported | the call fails
            window.setTheme | unsupported | the call fails
            window.popout | unsupported | not defined
            setDisableSound | unsupported | does nothing
            bubble.show | unsupported | does nothing
            bubble.hide | unsupported | does nothing
            bubble.reset | unsupported | does nothing
            bubble.setTitle | unsupported | does nothing
            bubble.setText | unsupported | does nothing
            bubble.setColor | unsupported | does nothing
            bubble.setImage | unsupported | does nothing
            theme.reload | unsupported | does nothing
            theme.setFontConfig | unsupported | does nothing
            theme.setTheme | unsupported | does nothing
            cookieLaw.comply | unsupported | does nothing
            cookieLaw.showPrivacyPanel | unsupported | does nothing
            unreadflag.enable | unsupported | does nothing
            unreadflag.disable | unsupported | does nothing
            window.setBg | unsupported | does nothing
            window.setSize | unsupported | does nothing
            button.useFavicon | unsupported | does nothing
            button.setTheme | unsupported | does nothing
            button.setImage | unsupported | does nothing
            mobileNotifications.setIgnoreChatButtonVisibility | unsupported | does nothing
            setOnGreeting | unsupported | does nothing
            setOnFlashReady | unsupported | does nothing
            freeze | unsupported | does nothing
            fire | unsupported | does nothing
            """.split("\n", -1))
            .filter(line -> !line.isEmpty())
            .map(Expected::read)
            .collect(Collectors.toMap(Expected::call, Function.identity()));

    static final Collection<Expected> EACH_CALL = CALLS.values();

    record Expected(String call, boolean supported, String named) {

        static Expected read(String line) {
            var cells = line.split(" \\| ", -1);
            return new Expected(cells[0], cells[1].equals("supported"), cells[2]);
        }
    }

    @Test
    void everyCallOfTheTableIsExpectedAndTheOtherWayRound() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                requireNonNull(ChatApi.class.getResourceAsStream("chat-api-calls.tsv")), StandardCharsets.UTF_8))) {
            var calls = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2)[0])
                    .toList();
            assertThat(calls).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
        }
    }

    @ParameterizedTest
    @FieldSource("EACH_CALL")
    void eachCallHasItsVerdictHoweverItIsWritten(Expected expected) {
        var call = expected.call();
        var inBrackets = "['" + call.replace(".", "']['") + "']";
        for (var code : new String[] {
            "$zopim.livechat." + call + "()",
            "$zopim['livechat']" + inBrackets + "()",
            "var lc = $zopim.livechat;\nlc." + call + "()",
            "var z = window.$zopim; z.livechat" + inBrackets + "()",
            "window.$zopim.livechat." + call + "()",
            "window['$zopim'].livechat." + call + "()",
            "$zopim(function () { $zopim.livechat." + call + "(); })",
            "zE(function () { $zopim(function () { $zopim.livechat." + call + "(); }); });",
            "$zopim.livechat." + call + ".call(null)",
            "$zopim.livechat." + call + ".apply(null, [])"
        }) {
            assertThat(script(code).apiCalls()).as(code).singleElement().satisfies(found -> {
                assertThat(found.call()).isEqualTo("$zopim.livechat." + call);
                assertThat(found.supported()).isEqualTo(expected.supported());
                assertThat(found.instead()).contains(expected.named());
            });
        }
    }

    @ParameterizedTest
    @FieldSource("EACH_CALL")
    void chainedToAnotherNoneWorks(Expected expected) {
        var found =
                script("$zopim.livechat.setName('x')." + expected.call() + "()").apiCalls();
        assertThat(found)
                .hasSize(2)
                .first()
                .satisfies(first -> assertThat(first.call()).isEqualTo("$zopim.livechat.setName"));
        assertThat(found.get(1).call()).isEqualTo("$zopim.livechat." + expected.call());
        assertThat(found.get(1).supported()).isFalse();
        assertThat(found.get(1).instead())
                .contains(expected.supported() ? "write it as a statement of its own" : expected.named());
    }

    @ParameterizedTest
    @CsvSource({
        "name, true",
        "email, true",
        "language, true",
        "phone, true",
        "color, true",
        "status, true",
        "greetings, true",
        "disableGoogleAnalytics, true",
        "onConnected, true",
        "onChatStart, true",
        "onChatEnd, true",
        "onStatus, true",
        "onUnreadMsgs, true",
        "notes, false",
        "tags, false",
        "department, false"
    })
    void setTakesOverSomeProperties(String property, boolean honoured) {
        var found = script("$zopim.livechat.set({" + property + ": 'x'})").apiCalls();
        assertThat(found).singleElement().satisfies(call -> {
            assertThat(call.supported()).isEqualTo(honoured);
            assertThat(call.instead()).contains(honoured ? "'prefill'" : "ignores " + property);
        });
    }
}
