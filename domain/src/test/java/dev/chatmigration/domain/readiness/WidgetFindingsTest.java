package dev.chatmigration.domain.readiness;

import static dev.chatmigration.domain.readiness.Facts.ready;
import static dev.chatmigration.domain.readiness.Pages.LEGACY_KEY;
import static dev.chatmigration.domain.readiness.Pages.UUID;
import static dev.chatmigration.domain.readiness.Pages.placement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.widgetdetection.ApiCall;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.Widget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WidgetFindingsTest {
    private static final String URL = "https://shop.example/";
    private static final String OTHER_KEY = "9z8Y7x6W5v4U3t2S1r0QpOnMlKjIhGfE";

    @Test
    void nothingIsFoundOnAPageWithTheCurrentSnippet() {
        assertThat(ready().withWebWidget(UUID, "chat")
                        .withPage(URL, Pages.current())
                        .judge())
                .isEmpty();
    }

    @Test
    void aLegacySnippetIsFoundWithItsPlace() {
        assertThat(ready().withChatKey(LEGACY_KEY)
                        .withPage(URL, Pages.legacy(12))
                        .judge())
                .containsExactly(new Finding(
                        Check.WIDGET_LEGACY_SNIPPET, URL, "The legacy chat snippet is loaded on line 12 (form Z5)."));
    }

    @Test
    void aLegacySnippetIsFoundWithItsReplacementWhereTheAccountHasAKey() {
        assertThat(ready().withWebWidget(UUID, "chat")
                        .withPage(URL, Pages.legacy(12))
                        .judge())
                .filteredOn(finding -> finding.check() == Check.WIDGET_LEGACY_SNIPPET)
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .endsWith("To be replaced by: <script id=\"ze-snippet\""
                                + " src=\"https://static.zdassets.com/ekr/snippet.js?key=" + UUID + "\"></script>"));
    }

    @Test
    void aLegacySnippetThatDoesNotRunIsNotFound() {
        PageWidgets page =
                Pages.of(Widget.WEB_WIDGET, placement("Z5", LEGACY_KEY, 2, false), placement("W4", UUID, 9, true));

        assertThat(ready().withPage(URL, page).judge()).isEmpty();
    }

    @Test
    void aPageOfOneAccountWithTheKeyOfAnotherIsFound() {
        PageWidgets page = Pages.of(Widget.WEB_WIDGET, placement("W4", UUID, 9, true));

        assertThat(ready().withWebWidget("0f8fad5b-d9cb-469f-a165-70867728950e", "chat")
                        .withPage(URL, page)
                        .judge())
                .containsExactly(new Finding(
                        Check.WIDGET_FOREIGN_KEY,
                        URL,
                        "A snippet carries a key that is not this account's: " + UUID + "."));
        assertThat(ready().withChatKey(OTHER_KEY).withPage(URL, Pages.legacy(1)).checks())
                .containsExactlyInAnyOrder(Check.WIDGET_LEGACY_SNIPPET, Check.WIDGET_FOREIGN_KEY);
    }

    @Test
    void aKeyIsNotForeignWhereTheAccountsOwnIsUnknown() {
        assertThat(ready().withPage(URL, Pages.current()).judge()).isEmpty();
    }

    @Test
    void bothWidgetsOnOnePageAreFound() {
        PageWidgets page = Pages.of(Widget.BOTH, placement("Z1", LEGACY_KEY, 2, true), placement("W4", UUID, 9, true));

        assertThat(ready().withPage(URL, page).checks())
                .containsExactlyInAnyOrder(Check.WIDGET_LEGACY_SNIPPET, Check.WIDGET_BOTH);
    }

    @Test
    void onlyCallsThatBreakAreFound() {
        ApiCall works = new ApiCall("$zopim.livechat.setName", 3, true, null);
        ApiCall breaks = new ApiCall("$zopim.livechat.setNotes", 8, false, "nothing");

        assertThat(ready().withPage(URL, Pages.calling(works)).judge()).isEmpty();
        assertThat(ready().withPage(URL, Pages.calling(works, breaks, breaks)).judge())
                .containsExactly(new Finding(
                        Check.WIDGET_API_UNSUPPORTED,
                        URL,
                        "Calls that the Web Widget does not support: $zopim.livechat.setNotes (line 8)."
                                + " $zopim.livechat.setNotes: nothing."));
    }

    @Test
    void aPolicyIsFoundOnlyWhereItStopsTheWidget() {
        assertThat(ready().withPage(URL, Pages.withPolicy(false)).judge()).isEmpty();
        assertThat(ready().withPage(URL, Pages.withPolicy(true)).judge())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Check.WIDGET_CSP_BLOCKS);
                    assertThat(finding.evidence()).contains("script-src https://static.zdassets.com");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"W0", "W1", "W2", "W3"})
    void anOldSnippetOfTheWebWidgetIsFound(String form) {
        assertThat(ready().withPage(URL, Pages.of(Widget.WEB_WIDGET, placement(form, UUID, 5, true)))
                        .judge())
                .containsExactly(new Finding(
                        Check.WIDGET_OUTDATED_SNIPPET,
                        URL,
                        "The Web Widget is loaded by an old snippet on line 5 (form " + form + ")."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"W4", "W5", "W6", "W7"})
    void aCurrentSnippetOfTheWebWidgetIsNotFound(String form) {
        assertThat(ready().withPage(URL, Pages.of(Widget.WEB_WIDGET, placement(form, UUID, 5, true)))
                        .judge())
                .isEmpty();
    }

    @Test
    void aPageBehindATagManagerIsUnknownAndOneWithoutAnythingHasNone() {
        assertThat(ready().withPage(URL, Pages.behindTagManager()).judge())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Check.WIDGET_UNKNOWN);
                    assertThat(finding.evidence()).contains("Google Tag Manager GTM-ABC123");
                });
        assertThat(ready().withPage(URL, Pages.of(Widget.NONE)).judge())
                .containsExactly(new Finding(Check.WIDGET_NONE, URL, "No chat snippet on this page."));
    }

    @Test
    void aWidgetOfSeveralChannelsIsFoundOnceForTheAccount() {
        assertThat(ready().withWebWidget(UUID, "chat", "contact_form")
                        .withPage(URL, Pages.current())
                        .withPage(URL + "2", Pages.current())
                        .judge())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Check.WIDGET_SEVERAL_CHANNELS);
                    assertThat(finding.subject()).isEqualTo("account");
                    assertThat(finding.evidence())
                            .contains("chat, contact_form")
                            .contains("{webWidget: {contactForm: {suppress: true}}}");
                });
        assertThat(ready().withWebWidget(UUID, "chat").judge()).isEmpty();
    }

    @Test
    void eachPageHasFindingsOfItsOwn() {
        assertThat(ready().withChatKey(LEGACY_KEY)
                        .withPage(URL, Pages.legacy(1))
                        .withPage(URL + "contact", Pages.legacy(2))
                        .judge())
                .extracting(Finding::subject)
                .containsExactly(URL, URL + "contact");
    }
}
