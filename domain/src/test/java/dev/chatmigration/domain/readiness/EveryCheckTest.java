package dev.chatmigration.domain.readiness;

import static dev.chatmigration.domain.agentmerge.TestAccount.account;
import static dev.chatmigration.domain.readiness.Facts.ready;
import static dev.chatmigration.domain.readiness.Pages.LEGACY_KEY;
import static dev.chatmigration.domain.readiness.Pages.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.account.RemoteAuthentication;
import dev.chatmigration.domain.agentmerge.AgentMerge;
import dev.chatmigration.domain.agentmerge.Chat;
import dev.chatmigration.domain.agentmerge.Review;
import dev.chatmigration.domain.agentmerge.Support;
import dev.chatmigration.domain.agentmerge.TestAccount;
import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every finding there is, raised by the rules from what a feed can hold. The scenarios are a complete switch: a check
 * without one does not compile.
 */
class EveryCheckTest {
    private static final String LEA = "lea@a.example";
    private static final String OTHER = "l.martin@a.example";
    private static final String LEGACY = "<script src=\"//v2.zopim.com/?" + LEGACY_KEY + "\"></script>";
    private static final String CURRENT =
            "<script id=\"ze-snippet\" src=\"https://static.zdassets.com/ekr/snippet.js?key=" + UUID + "\"></script>";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEPARTMENT_HOMONYM")
    void isRaisedBySomethingThatHappens(Check check) {
        assertThat(scenario(check).judge()).extracting(Finding::check).contains(check);
    }

    /** The names of departments and groups stand in no file of the feed: docs/findings.md. */
    @ParameterizedTest
    @EnumSource(names = "DEPARTMENT_HOMONYM")
    void isNotRaisedWhereNoFileHoldsWhatItNeeds(Check check) {
        for (Check other : Check.values()) {
            assertThat(scenario(other).judge()).extracting(Finding::check).doesNotContain(check);
        }
    }

    private static Facts scenario(Check check) {
        return switch (check) {
            case PHASE_NOT_ELIGIBLE -> ready().inPhase(Phase.PHASE4);
            case FEED_INCOMPLETE -> ready().withSupportUsers(0);
            case ADMINISTRATOR_MISSING -> ready().withoutAdministrator();
            case AGENT_NEEDS_DECISION ->
                agents(account()
                        .with(Chat.agent(1, LEA))
                        .with(Support.agent(10, OTHER).alsoAt(LEA)));
            case AGENT_ADMINISTRATOR_CONFLICT ->
                agents(account().with(Chat.agent(1, LEA).administrator()).with(Support.agent(10, LEA)));
            case AGENT_DUPLICATE -> agents(account().with(Chat.agent(1, LEA), Chat.agent(2, LEA)));
            case AGENT_ADDRESS_INVALID -> agents(account().with(Chat.agent(1, "lea@")));
            case AGENT_ADDRESS_TAKEN ->
                agents(account().with(Chat.agent(1, LEA)).with(Support.endUser(10, LEA)));
            case AGENT_REVIEW_OUTDATED ->
                agents(account().with(Chat.agent(1, LEA)).with(Review.samePerson(1, 99L)));
            case SSO_INACTIVE -> ready().enforcingSso().withSso(new RemoteAuthentication(2, "Okta", false, true));
            case IP_NOT_COVERED -> ready().chatLetsIn("198.51.100.7").supportLetsIn("192.0.2.1");
            case AGENTS_NOT_REVIEWED -> agents(account().with(Chat.agent(1, LEA)));
            case AGENT_NOT_SEEN -> agents(account().with(Chat.agent(1, LEA).unseenFor(3)));
            case AGENT_SHARED_MAILBOX -> agents(account().with(Chat.agent(1, "support@a.example")));
            case AGENT_SUSPENDED -> agents(account().with(Support.agent(10, LEA).suspended()));
            case OWNER_DIFFERS ->
                agents(account()
                        .with(Chat.agent(1, LEA).owner())
                        .with(Support.admin(10, OTHER))
                        .ownedBy(1L, 10L));
            case SEATS_EXCEEDED ->
                agents(account().with(Chat.agent(1, LEA), Chat.agent(2, OTHER)).withSeats(1));
            case IP_EXPOSED -> ready().chatLetsIn("192.0.2.1");
            case IP_ENTRY_INVALID -> ready().chatLetsIn("010.0.0.1").supportLetsIn("192.0.2.1");
            case IP_ENTRY_SUSPICIOUS -> ready().chatLetsIn("192.0.2.9/24").supportLetsIn("192.0.2.0/24");
            case IP_LOCK_OUT -> ready().supportLetsIn("192.0.2.1").withActiveChatOnlyAgents(1);
            case SSO_ASSIGNMENT_NEEDED -> agents(account().enforcingSso().with(Chat.agent(1, LEA)));
            case ACCOUNT_ACCESS_CLOSED -> ready().openToUs(false, "off", null);
            case WIDGET_LEGACY_SNIPPET -> page(LEGACY);
            case WIDGET_FOREIGN_KEY -> page(LEGACY.replace(LEGACY_KEY, "9z8Y7x6W5v4U3t2S1r0QpOnMlKjIhGfE"));
            case WIDGET_BOTH -> page(LEGACY + CURRENT);
            case WIDGET_API_UNSUPPORTED -> page(LEGACY + "<script>$zopim.livechat.setNotes('x')</script>");
            case WIDGET_CSP_BLOCKS ->
                page("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">" + CURRENT);
            case AGENT_LOOK_ALIKE ->
                agents(account().with(Chat.agent(1, "le@a.example")).with(Support.agent(10, LEA)));
            case DEPARTMENT_HOMONYM -> ready();
            case IP_WILL_BE_ADDED ->
                ready().addingMissing().chatLetsIn("198.51.100.7").supportLetsIn("192.0.2.1");
            case WIDGET_OUTDATED_SNIPPET ->
                page("<script>window.zE||(function(e,t,s){var n=e.createElement(t);n.async=!0;"
                        + "n.src=\"https://static.zdassets.com/ekr/asset_composer.js?key=\"+s;"
                        + "e.head.appendChild(n)})(document,\"script\",\"" + UUID + "\");</script>");
            case WIDGET_SEVERAL_CHANNELS -> ready().withWebWidget(UUID, "chat", "contact_form");
            case WIDGET_UNKNOWN ->
                page("<script src=\"https://www.googletagmanager.com/gtm.js?id=GTM-ABC123\"></script>");
            case WIDGET_NONE -> page("<p>Welcome</p>");
        };
    }

    private static Facts agents(TestAccount account) {
        Facts facts = ready();
        AgentMerge.merge(account.facts()).findings().forEach(facts::found);
        return facts;
    }

    private static Facts page(String html) {
        return ready().withChatKey(LEGACY_KEY)
                .withWebWidget(UUID, "chat")
                .withPage(
                        "https://shop.example/",
                        new WidgetDetector().detect(new PageSource("https://shop.example/", html, Map.of())));
    }
}
