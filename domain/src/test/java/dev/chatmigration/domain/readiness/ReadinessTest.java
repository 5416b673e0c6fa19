package dev.chatmigration.domain.readiness;

import static dev.chatmigration.domain.readiness.Facts.NOW;
import static dev.chatmigration.domain.readiness.Facts.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.account.RemoteAuthentication;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessTest {
    private static final Instant SLOT = NOW.plus(Duration.ofHours(20));

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        assertThat(ready().judge()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PHASE3", "PHASE4"})
    void anAccountOfALaterPhaseMayNotEnterAndNothingElseOfItIsJudged(Phase phase) {
        assertThat(ready().inPhase(phase)
                        .withoutAdministrator()
                        .withRejectedRecords(1)
                        .found(Finding.ofChatAgent(Check.AGENT_DUPLICATE, 5, "twice"))
                        .chatLetsIn("192.0.2.1")
                        .judge())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Check.PHASE_NOT_ELIGIBLE);
                    assertThat(finding.subject()).isEqualTo("account");
                    assertThat(finding.evidence()).contains(phase.label());
                });
    }

    @Test
    void whatTheAgentMergeFoundIsPassedOnUnchanged() {
        Finding duplicate = Finding.ofChatAgent(Check.AGENT_DUPLICATE, 5, "twice");
        Finding suspended = Finding.ofSupportUser(Check.AGENT_SUSPENDED, 9, "suspended");

        assertThat(ready().found(duplicate).found(suspended).judge()).containsExactly(duplicate, suspended);
    }

    @Test
    void withoutAnAdministratorNobodyCanBeTold() {
        assertThat(ready().withoutAdministrator().judge())
                .singleElement()
                .extracting(Finding::check, Finding::subject)
                .containsExactly(Check.ADMINISTRATOR_MISSING, "account");
    }

    @Test
    void aLinkedAccountNeedsItsSupportUsersAndAChatAccountDoesNot() {
        assertThat(ready().withSupportUsers(0).checks()).containsExactly(Check.FEED_INCOMPLETE);
        assertThat(ready().inPhase(Phase.LEGACY_CHAT).withSupportUsers(0).checks())
                .isEmpty();
    }

    @Test
    void aFileOfAgentsThatBrokeOffMakesEveryFeedIncomplete() {
        assertThat(ready().withUnfinished("chat_agents.ndjson.gz").judge())
                .singleElement()
                .satisfies(finding -> assertThat(finding.check()).isEqualTo(Check.FEED_INCOMPLETE))
                .satisfies(finding -> assertThat(finding.evidence()).contains("chat_agents.ndjson.gz"));
    }

    @Test
    void aRejectedAgentRecordMakesTheFeedIncomplete() {
        assertThat(ready().withRejectedRecords(1).judge())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).contains("1 of its agent records was rejected"));
        assertThat(ready().withRejectedRecords(2).judge())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).contains("2 of its agent records were rejected"));
    }

    @ParameterizedTest(name = "data {0} old at the slot: {1}")
    @CsvSource({"PT35H59M59S, false", "PT36H, false", "PT36H0.001S, true", "P9D, true"})
    void agentDataMayBeThirtySixHoursOldAtTheSlotAndNoOlder(Duration age, boolean tooOld) {
        var checks = ready().withSlot(SLOT).deliveredAt(SLOT.minus(age)).checks();

        assertThat(checks.contains(Check.FEED_INCOMPLETE)).isEqualTo(tooOld);
    }

    @ParameterizedTest(name = "slot {0} away: {1}")
    @CsvSource({"-PT2H, true", "PT0S, true", "PT24H, true", "PT24H0.001S, false", "P21D, false"})
    void theAgeOfAgentDataIsOnlyJudgedOnTheLastDay(Duration ahead, boolean judged) {
        Instant slot = NOW.plus(ahead);
        var checks = ready().withSlot(slot)
                .deliveredAt(slot.minus(Duration.ofDays(30)))
                .checks();

        assertThat(checks.contains(Check.FEED_INCOMPLETE)).isEqualTo(judged);
    }

    @Test
    void theAgeOfAgentDataIsNotJudgedWithoutASlotOrWithoutADelivery() {
        assertThat(ready().deliveredAt(NOW.minus(Duration.ofDays(30))).checks()).isEmpty();
        assertThat(ready().withSlot(SLOT).deliveredAt(null).checks()).isEmpty();
    }

    @Test
    void severalGapsInTheFeedAreOneFindingThatNamesThemAll() {
        assertThat(ready().withSupportUsers(0)
                        .withRejectedRecords(4)
                        .withSlot(SLOT)
                        .deliveredAt(SLOT.minus(Duration.ofDays(3)))
                        .judge())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .contains("none of its agents")
                        .contains("4 of its agent records were rejected")
                        .contains("more than 36 hours old"));
    }

    @Test
    void enforcedSsoNeedsAnActiveConfigurationForTeamMembers() {
        RemoteAuthentication active = new RemoteAuthentication(2, "Okta", true, true);
        RemoteAuthentication idle = new RemoteAuthentication(2, "Okta", false, true);
        RemoteAuthentication endUsers = new RemoteAuthentication(3, "JWT", true, false);

        assertThat(ready().enforcingSso().withSso(idle, active).checks()).isEmpty();
        assertThat(ready().enforcingSso().withSso(idle).checks()).containsExactly(Check.SSO_INACTIVE);
        assertThat(ready().enforcingSso().withSso(endUsers).checks()).containsExactly(Check.SSO_INACTIVE);
        assertThat(ready().enforcingSso().withSso().checks()).containsExactly(Check.SSO_INACTIVE);
        assertThat(ready().withoutPasswords().withSso(idle).checks()).containsExactly(Check.SSO_INACTIVE);
    }

    @Test
    void ssoIsNotJudgedWherePasswordsWorkOrTheFeedHasNoConfigurations() {
        assertThat(ready().withSso(new RemoteAuthentication(2, "Okta", false, true))
                        .checks())
                .isEmpty();
        assertThat(ready().enforcingSso().checks()).isEmpty();
    }

    @Test
    void noTwoFindingsShareCheckAndSubject() {
        var findings = ready().withSupportUsers(0)
                .withRejectedRecords(2)
                .withoutAdministrator()
                .enforcingSso()
                .withSso()
                .openToUs(false, "off", null)
                .chatLetsIn("192.0.2.1", "010.0.0.1", "010.0.0.1", "10.0.0.1")
                .supportLetsIn("198.51.100.1 x x")
                .withWebWidget(null, "chat", "contact_form")
                .withPage("https://a.example/", Pages.legacy(4))
                .withPage("https://b.example/", Pages.legacy(4))
                .judge();

        assertThat(findings).hasSizeGreaterThan(8);
        assertThat(findings.stream().map(each -> each.check() + " " + each.subject()))
                .doesNotHaveDuplicates();
    }
}
