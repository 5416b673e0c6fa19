package dev.chatmigration.domain.agentmerge;

import static dev.chatmigration.domain.account.AgentReview.ReviewedRole.ADMIN;
import static dev.chatmigration.domain.account.AgentReview.ReviewedRole.AGENT;
import static dev.chatmigration.domain.agentmerge.Review.chatOnly;
import static dev.chatmigration.domain.agentmerge.Review.noChat;
import static dev.chatmigration.domain.agentmerge.Review.samePerson;
import static dev.chatmigration.domain.agentmerge.TestAccount.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatmigration.domain.agentmerge.LeftOut.Reason;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.Simple.class)
class AgentMergeTest {
    private static final String LEA = "lea@a.example";
    private static final String OTHER = "l.martin@a.example";

    @Nested
    class WhoIsWho {
        @Test
        void theSameAddressMakesOneAgent() {
            var outcome = account()
                    .with(Chat.agent(1, "Lea@A.example"))
                    .with(Support.agent(10, LEA))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, 10L, Scenario.SAME_EMAIL, LEA, false));
            assertThat(only(outcome).decidedBy()).isEqualTo(DecidedBy.ON_BEHALF);
        }

        @ParameterizedTest
        @ValueSource(strings = {"lea+chat@a.example", "l.ea@a.example", "lea@b.example"})
        void aWeakerLikenessMakesTwo(String address) {
            var outcome = account()
                    .with(Chat.agent(1, address))
                    .with(Support.agent(10, LEA))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, null, Scenario.CHAT_ONLY, address, false),
                            tuple(null, 10L, Scenario.SUPPORT_ONLY, LEA, false));
        }

        @Test
        void aVerifiedSecondaryAddressAsksForADecision() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, OTHER).alsoAt(LEA))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, 10L, Scenario.TWO_EMAILS, OTHER, true));
            assertFindings(outcome, "chat_agent 1").contains(Check.AGENT_NEEDS_DECISION);
            assertThat(outcome.balance().waiting()).isEqualTo(2);
        }

        @Test
        void severalCandidatesAreCarriedUntilSomebodyDecides() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(
                            Support.agent(10, OTHER).alsoAt(LEA),
                            Support.agent(11, "x@a.example").alsoAt(LEA))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, null, Scenario.TWO_EMAILS, LEA, true),
                            tuple(null, 10L, Scenario.SUPPORT_ONLY, OTHER, false),
                            tuple(null, 11L, Scenario.SUPPORT_ONLY, "x@a.example", false));
        }

        @Test
        void aCandidateWhoIsMatchedAlreadyStaysMatched() {
            var outcome = account()
                    .with(Chat.agent(1, LEA), Chat.agent(2, OTHER))
                    .with(Support.agent(10, OTHER).alsoAt(LEA))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, null, Scenario.TWO_EMAILS, LEA, true),
                            tuple(2L, 10L, Scenario.SAME_EMAIL, OTHER, false));
        }

        @Test
        void twoQuestionsAboutOneCandidateHoldItOnce() {
            var outcome = account()
                    .with(Chat.agent(1, LEA), Chat.agent(2, "second@a.example"))
                    .with(Support.agent(10, OTHER).alsoAt(LEA).alsoAt("second@a.example"))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, 10L, Scenario.TWO_EMAILS, OTHER, true),
                            tuple(2L, null, Scenario.TWO_EMAILS, "second@a.example", true));
        }

        @Test
        void aDeletedSupportAgentIsLeftOutAndFreesItsAddresses() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA).alsoAt(OTHER).deleted())
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, null, Scenario.CHAT_ONLY, LEA, false));
            assertThat(outcome.leftOut())
                    .extracting(LeftOut::side, LeftOut::id, LeftOut::reason)
                    .containsExactly(tuple(LeftOut.Side.SUPPORT, 10L, Reason.DELETED));
        }

        @Test
        void aSuspendedSupportAgentIsMatchedAndCarriedInactive() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA).suspended())
                    .merge();
            assertThat(only(outcome).active()).isFalse();
            assertThat(only(outcome).waits()).isFalse();
            assertFindings(outcome, "support_user 10").containsExactly(Check.AGENT_SUSPENDED);
        }

        @Test
        void aDisabledChatAgentIsMergedActiveAndCreatedInactive() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).disabled(), Chat.agent(2, OTHER).disabled())
                    .with(Support.agent(10, LEA))
                    .merge();
            assertThat(outcome.proposals()).extracting(AgentProposal::active).containsExactly(true, false);
        }
    }

    @Nested
    class Addresses {
        @Test
        void aMissingOrInvalidAddressHoldsItsRecord() {
            var outcome = account()
                    .with(Chat.agent(1, null), Chat.agent(2, "nonsense").disabled())
                    .with(Support.agent(10, null))
                    .merge();
            assertThat(outcome.proposals()).hasSize(3).allMatch(AgentProposal::waits);
            assertThat(checks(outcome))
                    .filteredOn(Check.AGENT_ADDRESS_INVALID::equals)
                    .hasSize(3);
        }

        @Test
        void twoChatAgentsWithOneAddressBothWait() {
            var outcome = account()
                    .with(
                            Chat.agent(1, LEA).named("Léa", "M"),
                            Chat.agent(2, "LEA@a.example").named("Bob", "N"))
                    .with(Support.agent(10, LEA))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, 10L, Scenario.SAME_EMAIL, LEA, true),
                            tuple(2L, null, Scenario.SAME_EMAIL, "LEA@a.example", true));
            assertThat(outcome.findings())
                    .filteredOn(finding -> finding.check() == Check.AGENT_DUPLICATE)
                    .hasSize(2)
                    .allMatch(finding -> finding.evidence().contains("1 (Léa M, lea@a.example)")
                            && finding.evidence().contains("2 (Bob N, LEA@a.example)"));
        }

        @Test
        void twoSupportAgentsWithOneAddressBothWait() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA), Support.agent(11, LEA))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, 10L, Scenario.SAME_EMAIL, LEA, true),
                            tuple(null, 11L, Scenario.SUPPORT_ONLY, LEA, true));
            assertFindings(outcome, "support_user 10").containsExactly(Check.AGENT_DUPLICATE);
            assertFindings(outcome, "support_user 11").containsExactly(Check.AGENT_DUPLICATE);
        }

        @Test
        void noReviewLiftsADuplicate() {
            var outcome = account()
                    .with(Chat.agent(1, LEA), Chat.agent(2, LEA))
                    .with(chatOnly(1).withEmail(OTHER), noChat(2))
                    .merge();
            assertThat(outcome.proposals()).hasSize(2).allMatch(AgentProposal::waits);
            assertThat(checks(outcome))
                    .filteredOn(Check.AGENT_DUPLICATE::equals)
                    .hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void anAddressOfAnEndUserIsTaken(boolean primary) {
            Support endUser = primary
                    ? Support.endUser(10, LEA)
                    : Support.endUser(10, OTHER).allegedlyAt(LEA);
            var outcome = account().with(Chat.agent(1, LEA)).with(endUser).merge();
            assertPairs(outcome).containsExactly(tuple(1L, null, Scenario.CHAT_ONLY, LEA, true));
            assertFindings(outcome, "chat_agent 1").containsExactly(Check.AGENT_ADDRESS_TAKEN);
        }

        @Test
        void anAddressOfADeletedEndUserIsFree() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.endUser(10, LEA).deleted())
                    .merge();
            assertThat(only(outcome).waits()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"sales@a.example", "Support-FR@a.example", "info2@a.example", "vente+chat@a.example"})
        void aSharedMailboxIsWarnedAbout(String address) {
            var outcome = account().with(Chat.agent(1, address)).merge();
            assertFindings(outcome, "chat_agent 1").containsExactly(Check.AGENT_SHARED_MAILBOX);
        }

        @ParameterizedTest
        @ValueSource(strings = {"marie.chat@a.example", "salesman@a.example", "jo@a.example"})
        void aPersonsMailboxIsNot(String address) {
            assertFindings(account().with(Chat.agent(1, address)).merge(), "chat_agent 1")
                    .isEmpty();
        }
    }

    @Nested
    class SamePersonReviews {
        @Test
        void joinTwoAddressesUnderThePrimaryOne() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, OTHER))
                    .with(samePerson(1, 10L))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, 10L, Scenario.TWO_EMAILS, OTHER, false));
            assertThat(only(outcome).decidedBy()).isEqualTo(DecidedBy.REVIEW);
            assertEvidence(outcome).contains("review", "chat-address");
        }

        @Test
        void mayConfirmTheSameAddress() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA))
                    .with(samePerson(1, 10L))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, 10L, Scenario.SAME_EMAIL, LEA, false));
        }

        @Test
        void mayChooseAVerifiedFurtherAddress() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, OTHER).alsoAt(LEA))
                    .with(samePerson(1, 10L).withEmail(LEA))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, 10L, Scenario.TWO_EMAILS, LEA, false));
            assertEvidence(outcome).contains("support-address");
        }

        @Test
        void mayNotChooseAnUnverifiedAddress() {
            var facts = account().with(Chat.agent(1, LEA));
            facts.with(Support.agent(10, OTHER).allegedlyAt(LEA))
                    .with(samePerson(1, 10L).withEmail(LEA));
            assertOutdated(facts.merge());
        }

        @Test
        void mayNotChooseSomethingThatOnlyLooksLikeAVerifiedAddress() {
            assertOutdated(account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, OTHER)
                            .alsoAt("someone.else@a.example")
                            .forwardingTo(LEA))
                    .with(samePerson(1, 10L).withEmail(LEA))
                    .merge());
        }

        @Test
        void mayNotNameAPrimaryAddressThatIsNotVerified() {
            assertOutdated(account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, OTHER).primaryUnverified())
                    .with(samePerson(1, 10L).withEmail(OTHER))
                    .merge());
        }

        @Test
        void mayNotTakeAnotherSupportAgentsPrimaryAddress() {
            assertOutdated(account()
                    .with(Chat.agent(1, "x@a.example"))
                    .with(Support.agent(10, OTHER).alsoAt(LEA), Support.agent(11, LEA))
                    .with(samePerson(1, 10L).withEmail(LEA))
                    .merge());
        }

        @ParameterizedTest
        @CsvSource({"10", "11", "12", ","})
        void needALiveSupportAgent(Long named) {
            assertOutdated(account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, OTHER).deleted(), Support.endUser(11, "e@a.example"))
                    .with(samePerson(1, named))
                    .merge());
        }

        @Test
        void areBothOutdatedWhenTheyMeet() {
            var outcome = account()
                    .with(Chat.agent(1, "x@a.example"), Chat.agent(2, "y@a.example"))
                    .with(Support.agent(10, LEA))
                    .with(samePerson(1, 10L), samePerson(2, 10L))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, null, Scenario.CHAT_ONLY, "x@a.example", true),
                            tuple(2L, null, Scenario.CHAT_ONLY, "y@a.example", true),
                            tuple(null, 10L, Scenario.SUPPORT_ONLY, LEA, false));
        }

        @Test
        void yieldToAnEqualAddress() {
            var outcome = account()
                    .with(Chat.agent(1, "x@a.example"), Chat.agent(2, LEA))
                    .with(Support.agent(10, LEA))
                    .with(samePerson(1, 10L))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, null, Scenario.CHAT_ONLY, "x@a.example", true),
                            tuple(2L, 10L, Scenario.SAME_EMAIL, LEA, false));
        }

        @Test
        void yieldAlsoToOneWhoseOwnReviewFell() {
            var outcome = account()
                    .with(Chat.agent(1, "one@a.example"), Chat.agent(2, "two@a.example"))
                    .with(Support.agent(10, "one@a.example"), Support.agent(20, "two@a.example"))
                    .with(samePerson(1, 20L), samePerson(2, 99L))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, 10L, Scenario.SAME_EMAIL, "one@a.example", true),
                            tuple(2L, 20L, Scenario.SAME_EMAIL, "two@a.example", true));
        }
    }

    @Nested
    class ChatOnlyReviews {
        @Test
        void createAnAgentWithTheNamedAddress() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA))
                    .with(chatOnly(1).withEmail(" New@a.example "))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, null, Scenario.CHAT_ONLY, "New@a.example", false),
                            tuple(null, 10L, Scenario.SUPPORT_ONLY, LEA, false));
        }

        @Test
        void answerTheQuestionOfAFurtherAddress() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, OTHER).alsoAt(LEA))
                    .with(chatOnly(1))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, null, Scenario.CHAT_ONLY, LEA, false),
                            tuple(null, 10L, Scenario.SUPPORT_ONLY, OTHER, false));
        }

        @Test
        void mayNotTakeASupportAgentsAddress() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA))
                    .with(chatOnly(1))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, 10L, Scenario.SAME_EMAIL, LEA, true));
            assertOutdated(outcome);
        }

        @Test
        void mayNotTakeANewAgentsAddress() {
            var outcome = account()
                    .with(Chat.agent(1, "x@a.example"), Chat.agent(2, LEA))
                    .with(chatOnly(1).withEmail(LEA))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, null, Scenario.CHAT_ONLY, "x@a.example", true),
                            tuple(2L, null, Scenario.CHAT_ONLY, LEA, false));
        }

        @Test
        void yieldToAReviewThatSignsInAnAgentWithOneOfItsOwnAddresses() {
            var outcome = account()
                    .with(Chat.agent(1, "x@a.example"), Chat.agent(2, "y@a.example"))
                    .with(Support.agent(10, OTHER).alsoAt(LEA))
                    .with(samePerson(1, 10L).withEmail(LEA), chatOnly(2).withEmail(LEA))
                    .merge();
            assertPairs(outcome)
                    .containsExactly(
                            tuple(1L, 10L, Scenario.TWO_EMAILS, LEA, false),
                            tuple(2L, null, Scenario.CHAT_ONLY, "y@a.example", true));
        }

        @Test
        void mayNotNameAnInvalidAddress() {
            assertOutdated(account()
                    .with(Chat.agent(1, LEA))
                    .with(chatOnly(1).withEmail("nonsense"))
                    .merge());
        }

        @Test
        void waitWhenTheNamedAddressIsAnEndUsers() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.endUser(10, OTHER))
                    .with(chatOnly(1).withEmail(OTHER))
                    .merge();
            assertFindings(outcome, "chat_agent 1").containsExactly(Check.AGENT_ADDRESS_TAKEN);
            assertThat(only(outcome).decidedBy()).isEqualTo(DecidedBy.REVIEW);
        }
    }

    @Nested
    class NoChatReviews {
        @Test
        void keepSupportWithoutChat() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA))
                    .with(noChat(1))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(null, 10L, Scenario.SUPPORT_ONLY, LEA, false));
            assertThat(only(outcome).decidedBy()).isEqualTo(DecidedBy.REVIEW);
            assertThat(outcome.leftOut()).extracting(LeftOut::reason).containsExactly(Reason.NO_CHAT_REVIEW);
        }

        @Test
        void liftWhateverWouldHoldTheAgentBack() {
            var outcome = account()
                    .with(
                            Chat.agent(1, LEA).administrator(),
                            Chat.agent(2, "e@a.example"),
                            Chat.agent(3, "n@a.example").unseenFor(5))
                    .with(Support.agent(10, OTHER).alsoAt(LEA), Support.endUser(11, "e@a.example"))
                    .with(noChat(1), noChat(2), noChat(3))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(null, 10L, Scenario.SUPPORT_ONLY, OTHER, false));
            assertThat(outcome.findings()).isEmpty();
        }

        @Test
        void areFulfilledWhenTheAgentIsGone() {
            assertThat(account().with(noChat(1)).merge().findings()).isEmpty();
        }
    }

    @Nested
    class AnyReview {
        @Test
        void isReplacedByALaterOneInWhateverOrderTheyCome() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(noChat(1).daysLater(2), chatOnly(1).daysLater(1))
                    .merge();
            assertThat(outcome.leftOut()).hasSize(1);
        }

        @Test
        void isReplacedByTheLastOfThoseGivenAtOneInstant() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(chatOnly(1), noChat(1))
                    .merge();
            assertThat(outcome.leftOut()).hasSize(1);
        }

        @Test
        void isOutdatedOnceItsChatAgentIsGone() {
            var outcome = account().with(chatOnly(1)).merge();
            assertThat(outcome.proposals()).isEmpty();
            assertFindings(outcome, "chat_agent 1").containsExactly(Check.AGENT_REVIEW_OUTDATED);
        }

        @Test
        void isMissedWhereItIsMissingOrOutdated() {
            var outcome = account()
                    .with(Chat.agent(1, LEA), Chat.agent(2, OTHER), Chat.agent(3, "x@a.example"))
                    .with(chatOnly(1), samePerson(2, 99L))
                    .merge();
            assertThat(finding(outcome, Check.AGENTS_NOT_REVIEWED).evidence()).startsWith("2 of 3 ");
        }
    }

    @Nested
    class AgentsNotSeen {
        @Test
        void areLeftOutAfterThreeNights() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).unseenFor(2), Chat.agent(2, OTHER).unseenFor(3))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, null, Scenario.CHAT_ONLY, LEA, false));
            assertThat(outcome.leftOut())
                    .extracting(LeftOut::id, LeftOut::reason)
                    .containsExactly(tuple(2L, Reason.NOT_SEEN));
            assertFindings(outcome, "chat_agent 2").containsExactly(Check.AGENT_NOT_SEEN);
        }

        @Test
        void areMergedWhereSupportKnowsTheAddress() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).unseenFor(3))
                    .with(Support.agent(10, LEA))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, 10L, Scenario.SAME_EMAIL, LEA, false));
            assertFindings(outcome, "chat_agent 1").containsExactly(Check.AGENT_NOT_SEEN);
        }

        @Test
        void areCreatedWhenAReviewSaysSo() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).unseenFor(3))
                    .with(chatOnly(1))
                    .merge();
            assertPairs(outcome).containsExactly(tuple(1L, null, Scenario.CHAT_ONLY, LEA, false));
        }

        @Test
        void areLeftOutAlsoWithAnOutdatedReview() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).unseenFor(3))
                    .with(samePerson(1, 99L))
                    .merge();
            assertThat(outcome.leftOut()).extracting(LeftOut::reason).containsExactly(Reason.NOT_SEEN);
            assertOutdated(outcome);
        }
    }

    @Nested
    class Roles {
        @Test
        void ofAPairAreSupports() {
            var outcome = account()
                    .with(Chat.agent(1, "a@a.example"), Chat.agent(2, "b@a.example"))
                    .with(
                            Support.agent(10, "a@a.example").roleType(1),
                            Support.agent(11, "b@a.example").roleType(3),
                            Support.agent(12, "c@a.example").roleType(0),
                            Support.admin(13, "d@a.example"),
                            Support.admin(14, "e@a.example"))
                    .ownedBy(null, 14L)
                    .merge();
            assertRoles(outcome)
                    .containsExactly(Role.LIGHT_AGENT, Role.CONTRIBUTOR, Role.AGENT, Role.ADMIN, Role.OWNER);
        }

        @Test
        void ofAChatAgentNewToSupportIsContributor() {
            assertRoles(account()
                            .with(Chat.agent(1, LEA))
                            .with(Support.agent(10, OTHER))
                            .merge())
                    .containsExactly(Role.CONTRIBUTOR, Role.AGENT);
        }

        @Test
        void comeFromChatWhereSupportHasNobody() {
            var outcome = account()
                    .with(
                            Chat.agent(1, "a@a.example").owner(),
                            Chat.agent(2, "b@a.example").administrator(),
                            Chat.agent(3, "c@a.example"))
                    .merge();
            assertRoles(outcome).containsExactly(Role.OWNER, Role.ADMIN, Role.CONTRIBUTOR);
            assertThat(outcome.proposals()).noneMatch(AgentProposal::waits);
        }

        @Test
        void knowOneOwnerOnly() {
            var outcome = account()
                    .with(Chat.agent(1, "a@a.example").owner(), Chat.agent(2, "b@a.example"))
                    .ownedBy(2L, null)
                    .merge();
            assertRoles(outcome).containsExactly(Role.ADMIN, Role.OWNER);
        }

        @Test
        void conflictWhereAChatAdministratorIsNoneOfSupport() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).administrator())
                    .with(Support.agent(10, LEA))
                    .merge();
            assertConflict(outcome, Role.AGENT);
        }

        @Test
        void conflictWhereASupportAdministratorIsNoneOfChat() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.admin(10, LEA))
                    .merge();
            assertConflict(outcome, Role.ADMIN);
        }

        @Test
        void conflictWhereAChatAdministratorIsUnknownToSupport() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).administrator())
                    .with(Support.agent(10, OTHER))
                    .merge();
            assertConflict(outcome, Role.CONTRIBUTOR);
        }

        @Test
        void endUsersMakeNoSupportSide() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).administrator())
                    .with(Support.endUser(10, OTHER))
                    .merge();
            assertThat(outcome.findings())
                    .extracting(Finding::check)
                    .doesNotContain(Check.AGENT_ADMINISTRATOR_CONFLICT);
            assertThat(outcome.proposals()).extracting(AgentProposal::role).containsExactly(Role.ADMIN);
        }

        @Test
        void conflictForTheChatOwnerWhomOnlyTheAccountNames() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA))
                    .ownedBy(1L, null)
                    .merge();
            assertConflict(outcome, Role.AGENT);
        }

        @Test
        void doNotConflictWhereBothSidesAgree() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).owner())
                    .with(Support.admin(10, LEA))
                    .merge();
            assertThat(only(outcome).waits()).isFalse();
        }

        @Test
        void areDecidedByAReviewThatGivesOne() {
            var outcome = account()
                    .with(
                            Chat.agent(1, "a@a.example").administrator(),
                            Chat.agent(2, "b@a.example").administrator(),
                            Chat.agent(3, "c@a.example"))
                    .with(Support.agent(10, "a@a.example"))
                    .with(samePerson(1, 10L).withRole(ADMIN))
                    .with(chatOnly(2).withRole(AGENT), chatOnly(3).withRole(ADMIN))
                    .merge();
            assertRoles(outcome).containsExactly(Role.ADMIN, Role.AGENT, Role.ADMIN);
            assertThat(outcome.proposals()).noneMatch(AgentProposal::waits);
        }

        @Test
        void stayInConflictUnderAReviewThatGivesNone() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).administrator())
                    .with(Support.agent(10, LEA))
                    .with(samePerson(1, 10L))
                    .merge();
            assertConflict(outcome, Role.AGENT);
        }

        @Test
        void areNotGivenByAnOutdatedReview() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, LEA))
                    .with(samePerson(1, 99L).withRole(ADMIN))
                    .merge();
            assertRoles(outcome).containsExactly(Role.AGENT);
        }

        @Test
        void neverTakeOwnershipByReview() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).owner())
                    .with(Support.admin(10, LEA))
                    .with(samePerson(1, 10L).withRole(AGENT))
                    .ownedBy(1L, 10L)
                    .merge();
            assertRoles(outcome).containsExactly(Role.OWNER);
        }

        private void assertConflict(AgentMergeOutcome outcome, Role proposed) {
            AgentProposal ofTheChatAgent = outcome.proposals().get(0);
            assertThat(ofTheChatAgent.waits()).isTrue();
            assertThat(ofTheChatAgent.role()).isEqualTo(proposed);
            assertFindings(outcome, "chat_agent 1").contains(Check.AGENT_ADMINISTRATOR_CONFLICT);
        }
    }

    @Nested
    class Names {
        @Test
        void ofAPairAreSupportsAndTheOthersAreListed() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).named("Léa", "M.").shownAs("Léa from Brume"))
                    .with(Support.agent(10, LEA).named("Léa Martin").alias("Lea"))
                    .merge();
            assertThat(only(outcome).name()).isEqualTo("Léa Martin");
            assertThat(only(outcome).alias()).isEqualTo("Lea");
            assertEvidence(outcome).containsExactly("same-address", "chat-name", "chat-alias");
        }

        @Test
        void fallBackToTheDisplayNameAsAlias() {
            var outcome = account()
                    .with(Chat.agent(1, LEA).shownAs(" Léa "))
                    .with(Support.agent(10, LEA).named("Léa Martin").alias(" "))
                    .merge();
            assertThat(only(outcome).alias()).isEqualTo("Léa");
        }

        @ParameterizedTest
        @CsvSource({"Léa, Martin, Lea, Léa Martin", "Léa, , Lea, Léa", ", , Lea, Lea", ", , , lea"})
        void ofANewAgentAreTheBestThatChatHas(String first, String last, String display, String expected) {
            var outcome = account()
                    .with(Chat.agent(1, LEA).named(first, last).shownAs(display))
                    .merge();
            assertThat(only(outcome).name()).isEqualTo(expected);
            assertThat(only(outcome).alias()).isEqualTo(display);
        }
    }

    @Nested
    class EvidenceTexts {
        @ParameterizedTest
        @CsvSource({"Léa, Martin, Léa Martin", ", , lea"})
        void nameAChatAgentByNumberNameAndAddress(String first, String last, String name) {
            var outcome = account()
                    .with(Chat.agent(1, LEA).named(first, last).administrator())
                    .with(Support.agent(10, OTHER))
                    .merge();
            assertThat(finding(outcome, Check.AGENT_ADMINISTRATOR_CONFLICT).evidence())
                    .isEqualTo("Chat agent 1 (" + name
                            + ", lea@a.example) is an administrator of Chat and unknown to Support.");
        }

        @Test
        void nameSomebodyWithoutNameAndAddressByNumber() {
            var outcome = account()
                    .with(Chat.agent(1, null))
                    .with(Support.agent(10, null))
                    .merge();
            assertThat(outcome.findings())
                    .filteredOn(finding -> finding.check() == Check.AGENT_ADDRESS_INVALID)
                    .extracting(Finding::evidence)
                    .containsExactly(
                            "Chat agent 1 (Chat agent 1, no address) has no valid address.",
                            "Support agent 10 (Support user 10, no address) has no valid address.");
        }

        @Test
        void showControlCharactersAsReplacedAndCutLongNames() {
            assertThat(evidenceOfSuspended("Lea\r\nBcc: x")).contains("(Lea\uFFFD\uFFFDBcc: x, ");
            assertThat(evidenceOfSuspended("x".repeat(120))).contains("(" + "x".repeat(120) + ", ");
            assertThat(evidenceOfSuspended("x".repeat(121))).contains("(" + "x".repeat(120) + "…, ");
            assertThat(evidenceOfSuspended("\u0000" + "x".repeat(119))).contains("(\uFFFD" + "x".repeat(119) + ", ");
        }

        @Test
        void sayWhoReviewedWhatAndWhen() {
            var outcome = account().with(Chat.agent(1, LEA)).with(chatOnly(1)).merge();
            assertThat(only(outcome).evidence())
                    .extracting(Evidence::detail)
                    .containsExactly("Ada decided CHAT_ONLY on 2026-11-01T10:00:00Z.");
        }

        @Test
        void sayWhyAReviewFitsNoMore() {
            assertThat(evidenceOfOutdated(samePerson(1, null)))
                    .isEqualTo("The review SAME_PERSON by Ada of 2026-11-01T10:00:00Z fits no more: it names no Support"
                            + " agent.");
            assertThat(evidenceOfOutdated(samePerson(1, 99L)))
                    .endsWith("Support user 99 is not an agent of Support now.");
            assertThat(evidenceOfOutdated(samePerson(1, 10L).withEmail("x@a.example")))
                    .endsWith("x@a.example is not a verified address of Support agent 10 (l.martin, " + OTHER + ").");
            assertThat(evidenceOfOutdated(chatOnly(1).withEmail("nonsense")))
                    .endsWith("nonsense is not a valid address.");
            assertThat(evidenceOfOutdated(chatOnly(1).withEmail(OTHER)))
                    .endsWith(OTHER + " is the primary address of Support agent 10 (l.martin, " + OTHER + ").");
        }

        @Test
        void nameEverybodyWhoMeetsInReviewsThatCannotStandTogether() {
            var outcome = account()
                    .with(Chat.agent(1, "x@a.example"), Chat.agent(2, "y@a.example"))
                    .with(Support.agent(10, LEA))
                    .with(samePerson(1, 10L), samePerson(2, 10L))
                    .merge();
            assertThat(finding(outcome, Check.AGENT_REVIEW_OUTDATED).evidence())
                    .endsWith("sign in with the same address: Chat agent 1 (x, x@a.example), Chat agent 2 (y,"
                            + " y@a.example).");
        }

        @Test
        void nameTheEndUserWhoseAddressItIs() {
            var outcome = account()
                    .with(Chat.agent(1, LEA))
                    .with(Support.endUser(10, LEA).named("Léa Martin"))
                    .merge();
            assertThat(finding(outcome, Check.AGENT_ADDRESS_TAKEN).evidence())
                    .isEqualTo("The address lea@a.example of Chat agent 1 belongs to end user 10 (Léa Martin,"
                            + " lea@a.example) of Support.");
        }

        private static String evidenceOfSuspended(String name) {
            return finding(
                            account()
                                    .with(Support.agent(10, LEA).named(name).suspended())
                                    .merge(),
                            Check.AGENT_SUSPENDED)
                    .evidence();
        }

        private static String evidenceOfOutdated(Review review) {
            return finding(
                            account()
                                    .with(Chat.agent(1, LEA))
                                    .with(Support.agent(10, OTHER))
                                    .with(review)
                                    .merge(),
                            Check.AGENT_REVIEW_OUTDATED)
                    .evidence();
        }
    }

    @Nested
    class LookAlikeSuggestions {
        @ParameterizedTest
        @CsvSource({
            "lea@a.example, allegedly, unverified-identity",
            "le@a.example, Zoe Zola, near-address",
            "lae@a.example, Zoe Zola, near-address",
            "lea@b.example, Zoe Zola, near-address",
            "lea@a.fr, Zoe Zola, near-address",
            "lea@mail.a.example, Zoe Zola, near-address",
            "lea+chat@a.example, Zoe Zola, near-address",
            "l.e.a@a.example, Zoe Zola, near-address",
            "ｌｅａ@a.example, Zoe Zola, confusable-address",
            "lea@far-away.test, LEA  MARTIN, near-address",
            "lеa@a.example, Zoe Zola, confusable-address",
            "x@far-away.test, lea  martin, same-name",
            "x@far-away.test, Martin Léa, swapped-name"
        })
        void pointToASupportAgentWithoutHoldingAnythingBack(String chatAddress, String supportName, String kind) {
            Support agent = supportName.equals("allegedly")
                    ? Support.agent(10, "x@far-away.test").allegedlyAt(LEA)
                    : Support.agent(10, LEA).named(supportName);
            var outcome = account()
                    .with(Chat.agent(1, chatAddress).named("Léa", "Martin"))
                    .with(agent)
                    .merge();
            assertThat(outcome.proposals()).hasSize(2).noneMatch(AgentProposal::waits);
            assertThat(outcome.proposals().get(0).evidence())
                    .extracting(Evidence::kind)
                    .containsExactly(kind);
            assertThat(finding(outcome, Check.AGENT_LOOK_ALIKE).evidence()).contains("Support agent 10");
        }

        @ParameterizedTest
        @ValueSource(strings = {"sаm@far-away.test", "ｓａｍ@far-away.test"})
        void areMadeForAnAddressThatIsNotWhatItSeemsWhomeverItImitates(String address) {
            var outcome = account()
                    .with(
                            Chat.agent(1, address),
                            Chat.agent(2, "иван@far-away.test"),
                            Chat.agent(3, "sam@far-away.test"))
                    .with(Support.agent(10, LEA))
                    .merge();
            assertThat(outcome.findings())
                    .filteredOn(finding -> finding.check() == Check.AGENT_LOOK_ALIKE)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.subject()).isEqualTo("chat_agent 1");
                        assertThat(finding.evidence()).contains("may not be what it seems");
                    });
            assertThat(outcome.proposals()).noneMatch(AgentProposal::waits);
        }

        @Test
        void nameTheLikeliestPersonFirst() {
            var outcome = account()
                    .with(Chat.agent(1, "lea.martin@a.example").named("Léa", "Martin"))
                    .with(
                            Support.agent(10, "x@a.example").named("Lea Martin"),
                            Support.agent(11, "lea.martim@a.example").named("Zoe Zola"))
                    .merge();
            assertThat(finding(outcome, Check.AGENT_LOOK_ALIKE).evidence()).contains("Support agent 11");
        }

        @ParameterizedTest
        @CsvSource({
            "lea@acme.co.uk, lea@acme.fr, true",
            "lea@acme.co.uk, lea@other.co.uk, false",
            "lea@acme.fr, max@acme.co.uk, false",
            "lea@com.example, lea@com.test, true",
            "ab@a.example, bc@a.example, false"
        })
        void seeTheSamePersonAtTheSameCompanyUnderAnotherDomain(String chat, String support, boolean alike) {
            var outcome = account()
                    .with(Chat.agent(1, chat))
                    .with(Support.agent(10, support))
                    .merge();
            assertThat(checks(outcome).contains(Check.AGENT_LOOK_ALIKE)).isEqualTo(alike);
        }

        @Test
        void areNotMadeForStrangersOrAfterAReview() {
            var outcome = account()
                    .with(
                            Chat.agent(1, "other@b.test").named("Zoe", "Zola"),
                            Chat.agent(2, "leo@a.example").named("Léa", "Martin"))
                    .with(Support.agent(10, LEA).named("Léa Martin"))
                    .with(chatOnly(2))
                    .merge();
            assertThat(checks(outcome)).doesNotContain(Check.AGENT_LOOK_ALIKE);
        }
    }

    @Nested
    class TheAccountAsAWhole {
        @Test
        void isToldWhenItsOwnersDiffer() {
            var facts = account()
                    .with(Chat.agent(1, LEA), Chat.agent(2, OTHER))
                    .with(Support.agent(10, LEA), Support.agent(11, OTHER));
            assertThat(checks(facts.ownedBy(1L, 11L).merge())).contains(Check.OWNER_DIFFERS);
            assertThat(checks(facts.ownedBy(1L, 10L).merge())).doesNotContain(Check.OWNER_DIFFERS);
            assertThat(checks(facts.ownedBy(1L, null).merge())).doesNotContain(Check.OWNER_DIFFERS);
        }

        @Test
        void isToldWhenTheOwnerWhomOnlyChatCallsSoIsNotSupports() {
            var facts = account()
                    .with(Chat.agent(1, LEA).owner(), Chat.agent(2, OTHER))
                    .with(Support.admin(10, LEA), Support.admin(11, OTHER));
            assertThat(finding(facts.ownedBy(null, 11L).merge(), Check.OWNER_DIFFERS)
                            .evidence())
                    .contains("Chat agent 1, Support to Support user 11")
                    .contains("Integrations that Chat's owner set up");
            assertThat(checks(facts.ownedBy(null, 10L).merge())).doesNotContain(Check.OWNER_DIFFERS);
        }

        @Test
        void isNotToldOfAnOwnerWhoIsOnePersonOutsideTheMerge() {
            var facts = account()
                    .with(Chat.agent(1, LEA).owner())
                    .with(Support.admin(10, LEA))
                    .with(noChat(1));
            assertThat(checks(facts.ownedBy(1L, 10L).merge())).doesNotContain(Check.OWNER_DIFFERS);
            assertThat(checks(facts.ownedBy(1L, 11L).merge())).contains(Check.OWNER_DIFFERS);
        }

        @Test
        void isNotToldOfOwnersWhereChatDoesNotKnowTheOneItNames() {
            var facts = account().with(Chat.agent(1, LEA)).with(Support.admin(10, OTHER));
            assertThat(checks(facts.ownedBy(99L, 10L).merge())).doesNotContain(Check.OWNER_DIFFERS);
        }

        @Test
        void isToldOfTheFirstTenWhoNeedAssigningAndOfHowManyMore() {
            var facts = account().enforcingSso();
            for (int i = 1; i <= 12; i++) {
                facts.with(Chat.agent(i, "agent" + i + "@a.example"));
            }
            assertThat(finding(facts.merge(), Check.SSO_ASSIGNMENT_NEEDED).evidence())
                    .startsWith("12 agents")
                    .contains("agent1@a.example, agent2@a.example")
                    .endsWith("agent10@a.example and 2 more.");
        }

        @Test
        void isToldWhenSeatsRunOut() {
            var facts = account()
                    .with(
                            Chat.agent(1, "new@a.example"),
                            Chat.agent(2, "off@a.example").disabled(),
                            Chat.agent(3, "light@a.example"))
                    .with(
                            Support.agent(10, "light@a.example").roleType(1),
                            Support.agent(11, "lighter@a.example").roleType(1),
                            Support.agent(12, "asleep@a.example").suspended());
            assertThat(checks(facts.withSeats(3).merge())).doesNotContain(Check.SEATS_EXCEEDED);
            assertThat(finding(facts.withSeats(2).merge(), Check.SEATS_EXCEEDED).evidence())
                    .startsWith("3 agents");
        }

        @Test
        void signsEverybodyInBySsoWhenItEnforcesIt() {
            var outcome = account()
                    .enforcingSso()
                    .with(Chat.agent(1, LEA))
                    .with(Support.agent(10, OTHER))
                    .merge();
            assertThat(outcome.proposals()).extracting(AgentProposal::signIn).containsOnly(SignIn.SSO);
            assertThat(checks(outcome)).contains(Check.SSO_ASSIGNMENT_NEEDED);
        }

        @Test
        void asksOnlyNewAgentsForAPasswordOtherwise() {
            var outcome = account()
                    .with(Chat.agent(1, LEA), Chat.agent(2, "n@a.example"))
                    .with(Support.agent(10, LEA), Support.agent(11, OTHER))
                    .merge();
            assertThat(outcome.proposals())
                    .extracting(AgentProposal::signIn)
                    .containsExactly(SignIn.SUPPORT_PASSWORD, SignIn.SET_PASSWORD, SignIn.SUPPORT_PASSWORD);
            assertThat(checks(outcome)).doesNotContain(Check.SSO_ASSIGNMENT_NEEDED);
        }

        @Test
        void isRemindedOfAssignmentsWhereSsoIsOfferedToActiveNewAgents() {
            assertThat(checks(account().offeringSso().with(Chat.agent(1, LEA)).merge()))
                    .contains(Check.SSO_ASSIGNMENT_NEEDED);
            assertThat(checks(account()
                            .offeringSso()
                            .with(Chat.agent(1, LEA).disabled())
                            .merge()))
                    .doesNotContain(Check.SSO_ASSIGNMENT_NEEDED);
        }

        @Test
        void carriesSupportAgentsAutomatically() {
            assertThat(only(account().with(Support.agent(10, LEA)).merge()).decidedBy())
                    .isEqualTo(DecidedBy.AUTOMATIC);
        }
    }

    @Test
    void labelsAreThoseOfTheExport() {
        assertThat(Stream.of(
                        Scenario.SAME_EMAIL.label(),
                        DecidedBy.ON_BEHALF.label(),
                        Role.LIGHT_AGENT.label(),
                        SignIn.SET_PASSWORD.label(),
                        Reason.NO_CHAT_REVIEW.label(),
                        EvidenceKind.SAME_ADDRESS.label()))
                .containsExactly(
                        "SAME_EMAIL", "on_behalf", "light_agent", "set_password", "no-chat-review", "same-address");
    }

    private static AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> assertPairs(
            AgentMergeOutcome outcome) {
        assertThat(outcome.balance().addsUp()).isTrue();
        return assertThat(outcome.proposals())
                .extracting(
                        AgentProposal::chatAgentId,
                        AgentProposal::supportUserId,
                        AgentProposal::scenario,
                        AgentProposal::email,
                        AgentProposal::waits);
    }

    private static AbstractListAssert<?, List<? extends Role>, Role, ObjectAssert<Role>> assertRoles(
            AgentMergeOutcome outcome) {
        return assertThat(outcome.proposals()).extracting(AgentProposal::role);
    }

    private static AbstractListAssert<?, List<? extends Check>, Check, ObjectAssert<Check>> assertFindings(
            AgentMergeOutcome outcome, String subject) {
        return assertThat(outcome.findings())
                .filteredOn(finding -> finding.subject().equals(subject))
                .extracting(Finding::check);
    }

    private static AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> assertEvidence(
            AgentMergeOutcome outcome) {
        return assertThat(only(outcome).evidence()).extracting(Evidence::kind);
    }

    private static void assertOutdated(AgentMergeOutcome outcome) {
        assertFindings(outcome, "chat_agent 1").contains(Check.AGENT_REVIEW_OUTDATED);
        assertThat(outcome.proposals())
                .filteredOn(proposal -> Objects.equals(proposal.chatAgentId(), 1L))
                .allMatch(AgentProposal::waits)
                .noneMatch(proposal -> proposal.decidedBy() == DecidedBy.REVIEW);
    }

    private static AgentProposal only(AgentMergeOutcome outcome) {
        assertThat(outcome.proposals()).hasSize(1);
        return outcome.proposals().get(0);
    }

    private static List<Check> checks(AgentMergeOutcome outcome) {
        return outcome.findings().stream().map(Finding::check).toList();
    }

    private static Finding finding(AgentMergeOutcome outcome, Check check) {
        return outcome.findings().stream()
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow();
    }
}
