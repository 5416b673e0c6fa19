package dev.chatmigration.domain.widgetdetection;

import static dev.chatmigration.domain.widgetdetection.Pages.UUID;
import static dev.chatmigration.domain.widgetdetection.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that is handed out is code that the detector recognises. */
class WidgetFixTest {

    @ParameterizedTest
    @ValueSource(strings = {UUID, "web_widget/example.zendesk.com"})
    void theSnippetIsALiveWebWidgetWithTheKey(String key) {
        var found = page(WidgetFix.snippet(key).orElseThrow());
        assertThat(found.widget()).isEqualTo(Widget.WEB_WIDGET);
        assertThat(found.keys()).containsExactly(key);
        assertThat(found.placements()).singleElement().matches(Placement::active);
        assertThat(found.outdatedSnippet()).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "example.zendesk.com",
                "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
                "\"></script><script>alert(1)</script>"
            })
    void whatIsNoKeyOfTheSnippetGetsIntoNoMarkup(String key) {
        assertThat(WidgetFix.snippet(key)).isEmpty();
    }

    @Test
    void chatAloneSuppressesTheOtherChannelsThatTheAccountOffers() {
        assertThat(WidgetFix.chatAlone(List.of("chat", "contact_form", "helpCenter", "<b>")))
                .contains("<script>window.zESettings = {webWidget: {contactForm: {suppress: true},"
                        + " helpCenter: {suppress: true}}};</script>");
    }

    @Test
    void anAccountWithChatOnlyHasNothingToSuppress() {
        assertThat(WidgetFix.chatAlone(List.of("chat"))).isEmpty();
    }
}
