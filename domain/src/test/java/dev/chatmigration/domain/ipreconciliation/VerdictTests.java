package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTests {

    private static final String OFFICE = "198.51.100.0/24";

    @Test
    void aChatListThatIsSwitchedOffRestrictsNobody() {
        IpReconciliation result = reconcile(AllowList.chat(false, List.of(OFFICE)), support("203.0.113.7"));

        assertThat(result).isEqualTo(new IpReconciliation(Verdict.NOT_RESTRICTED, List.of(), List.of()));
    }

    @Test
    void anEmptyChatListRestrictsNobody() {
        assertThat(reconcile(chat(), support(OFFICE)).verdict()).isEqualTo(Verdict.NOT_RESTRICTED);
    }

    @Test
    void aChatListOfBlankFieldsHasOnlyInvalidEntries() {
        IpReconciliation result = reconcile(chat("", " \t"), support(OFFICE));

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_COVERED);
        assertThat(result.problems()).extracting(Problem::code).containsExactly("empty", "empty");
    }

    @Test
    void neitherListInUseIsNotRestrictedRatherThanExposed() {
        assertThat(reconcile(chat(), AllowList.support(false, null)).verdict()).isEqualTo(Verdict.NOT_RESTRICTED);
    }

    @Test
    void aSupportListThatIsSwitchedOffExposesAndIsNeverFilled() {
        IpReconciliation result = reconcile(chat(OFFICE), AllowList.support(false, OFFICE));

        assertThat(result.verdict()).isEqualTo(Verdict.EXPOSED);
        assertThat(result.missing()).isEmpty();
        assertThat(result.proposal()).isEmpty();
        assertThat(result.coveredAfterAdding()).isFalse();
    }

    @Test
    void anEmptySupportListExposes() {
        assertThat(reconcile(chat(OFFICE), support(null)).verdict()).isEqualTo(Verdict.EXPOSED);
        assertThat(reconcile(chat(OFFICE), support(" \n\t ")).verdict()).isEqualTo(Verdict.EXPOSED);
    }

    @Test
    void aSupportListOfUnreadableEntriesOnlyCountsAsFilled() {
        IpReconciliation result = reconcile(chat("198.51.100.7"), support("our-office"));

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_COVERED);
        assertThat(result.missing()).containsExactly("198.51.100.7");
    }

    @Test
    void theSameListIsCovered() {
        assertThat(reconcile(chat(OFFICE), support(OFFICE)))
                .isEqualTo(new IpReconciliation(Verdict.COVERED, List.of(), List.of()));
    }

    @Test
    void aWiderBlockInTheSupportListIsEnough() {
        assertThat(reconcile(chat("198.51.100.7"), support("198.51.100.*")).verdict())
                .isEqualTo(Verdict.COVERED);
    }

    @Test
    void twoHalvesInTheSupportListAreEnough() {
        assertThat(reconcile(chat("192.0.2.*"), support("192.0.2.128/25 192.0.2.0/25"))
                        .verdict())
                .isEqualTo(Verdict.COVERED);
    }

    @Test
    void oneHalfInTheSupportListCoversInPart() {
        IpReconciliation result = reconcile(chat("192.0.2.*"), support("192.0.2.0/25"));

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
        assertThat(result.missing()).containsExactly("192.0.2.128/25");
    }

    @Test
    void noAddressInCommonIsNotCovered() {
        IpReconciliation result = reconcile(chat("203.0.113.7", OFFICE), support("192.0.2.0/24"));

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_COVERED);
        assertThat(result.missing()).containsExactly("198.51.100.0/24", "203.0.113.7");
    }

    @Test
    void anUnreadableChatEntryBesideCoveredOnesIsPartlyCoveredWithNothingMissing() {
        IpReconciliation result = reconcile(chat("198.51.100.7", "office"), support(OFFICE));

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
        assertThat(result.missing()).isEmpty();
    }

    @Test
    void unreadableChatEntriesOnlyAreNotCovered() {
        IpReconciliation result = reconcile(chat("office"), support(OFFICE));

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_COVERED);
        assertThat(result.missing()).isEmpty();
    }

    @Test
    void anUnreadableSupportEntryDoesNotSpoilACoveredList() {
        assertThat(reconcile(chat("198.51.100.7"), support("office " + OFFICE)).verdict())
                .isEqualTo(Verdict.COVERED);
    }

    @Test
    void aSupportListThatLetsEverybodyInCoversAndIsSuspicious() {
        IpReconciliation result = reconcile(chat(OFFICE), support("0.0.0.0/0"));

        assertThat(result.verdict()).isEqualTo(Verdict.COVERED);
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.list()).isEqualTo(Side.SUPPORT);
            assertThat(problem.code()).isEqualTo("everything");
            assertThat(problem.isSuspicious()).isTrue();
        });
    }

    @Test
    void ipv6IsComparedWithIpv6Only() {
        IpReconciliation result =
                reconcile(chat("2001:db8::/33", "198.51.100.7"), support("2001:db8::/32 ::/0 192.0.2.1"));

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
        assertThat(result.missing()).containsExactly("198.51.100.7");
    }

    @Test
    void missingIpv6IsListedAfterIpv4AndCannotBeCarried() {
        IpReconciliation result = reconcile(chat("2001:db8::/32", "203.0.113.9"), support("2001:db8::/33"));

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
        assertThat(result.missing()).containsExactly("203.0.113.9", "2001:db8:8000::/33");
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("not-carriable");
            assertThat(problem.list()).isEqualTo(Side.CHAT);
            assertThat(problem.position()).isEqualTo(1);
            assertThat(problem.isInvalid()).isFalse();
            assertThat(problem.isSuspicious()).isFalse();
        });
    }

    @Test
    void coveredIpv6NeedsNoCarrying() {
        assertThat(reconcile(chat("2001:db8::1"), support("2001:db8::/32")))
                .isEqualTo(new IpReconciliation(Verdict.COVERED, List.of(), List.of()));
    }

    @Test
    void theProblemsOfBothListsAreReportedInOrder() {
        IpReconciliation result = reconcile(chat("office", "10.0.0.1"), support("127.0.0.1 nowhere"));

        assertThat(result.problems())
                .extracting(problem -> problem.list().label() + " " + problem.position() + " " + problem.code())
                .containsExactly(
                        "chat 1 not-an-address", "chat 2 private", "support 1 loopback", "support 2 not-an-address");
    }

    @Test
    void aListThatIsSwitchedOffHasNoProblems() {
        assertThat(reconcile(AllowList.chat(false, List.of("office")), support("nowhere"))
                        .problems())
                .extracting(Problem::list)
                .containsExactly(Side.SUPPORT);
        assertThat(reconcile(chat("office"), AllowList.support(false, "nowhere"))
                        .problems())
                .extracting(Problem::list)
                .containsExactly(Side.CHAT);
    }

    @Test
    void everyVerdictIsExportedUnderAStableName() {
        assertThat(Verdict.values())
                .extracting(Verdict::label)
                .containsExactly("not_restricted", "exposed", "covered", "partly_covered", "not_covered");
    }

    private static IpReconciliation reconcile(AllowList chat, AllowList support) {
        return new IpReconciler().reconcile(chat, support);
    }

    private static AllowList chat(String... entries) {
        return AllowList.chat(true, List.of(entries));
    }

    private static AllowList support(@Nullable String ipRanges) {
        return AllowList.support(true, ipRanges);
    }
}
