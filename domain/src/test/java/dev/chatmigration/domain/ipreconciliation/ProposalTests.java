package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalTests {

    @Test
    void isWhatIsMissingSoThatAddingItCovers() {
        IpReconciliation result = reconcile("192.0.2.0/24 198.51.100.7 203.0.113.0/25", "203.0.113.1");

        assertThat(result.proposal())
                .isEqualTo(result.missing())
                .contains("192.0.2.0/24", "198.51.100.7", "203.0.113.0");
        assertThat(result.coveredAfterAdding()).isTrue();
        assertThat(reconcile("192.0.2.0/24 198.51.100.7 203.0.113.0/25", result.mergedSupportRanges("203.0.113.1"))
                        .verdict())
                .isEqualTo(Verdict.COVERED);
    }

    @Test
    void isEmptyWhereNothingIsMissing() {
        IpReconciliation result = reconcile("192.0.2.7", "192.0.2.*");

        assertThat(result.proposal()).isEmpty();
        assertThat(result.coveredAfterAdding()).isFalse();
        assertThat(result.mergedSupportRanges(" 192.0.2.*\n")).isEqualTo(" 192.0.2.*\n");
        assertThat(result.mergedSupportRanges(null)).isEmpty();
    }

    @Test
    void neverLetsEverybodyIn() {
        IpReconciliation result = reconcile("0.0.0.0/0", "office");

        assertThat(result.missing()).containsExactly("0.0.0.0/0");
        assertThat(result.proposal()).isEmpty();
        assertThat(result.coveredAfterAdding()).isFalse();
    }

    @Test
    void neverLetsEverybodyInByPieces() {
        IpReconciliation result = reconcile("*.*.*.*", "192.0.2.0/24");

        assertThat(result.missing()).hasSize(24);
        assertThat(result.proposal()).isEmpty();
    }

    @Test
    void neverLetsEverybodyInByTwoHalves() {
        IpReconciliation result = reconcile("0.0.0.0/1 128.0.0.0/1", "office");

        assertThat(result.missing()).containsExactly("0.0.0.0/0");
        assertThat(result.proposal()).isEmpty();
    }

    @Test
    void neverHoldsIpv6() {
        IpReconciliation result = reconcile("192.0.2.7 2001:db8::1", "198.51.100.0/24");

        assertThat(result.proposal()).containsExactly("192.0.2.7");
        assertThat(result.coveredAfterAdding()).isFalse();
    }

    @Test
    void cannotCoverAnEntryThatNobodyCanRead() {
        IpReconciliation result = reconcile("192.0.2.7 192.0.2.010", "198.51.100.0/24");

        assertThat(result.proposal()).containsExactly("192.0.2.7");
        assertThat(result.coveredAfterAdding()).isFalse();
    }

    @Test
    void coversWhateverCannotBeReadInSupportsList() {
        assertThat(reconcile("192.0.2.7", "office").coveredAfterAdding()).isTrue();
    }

    @Test
    void isAppendedToSupportsListBehindOneSpace() {
        IpReconciliation result = reconcile("192.0.2.7 192.0.2.9", "198.51.100.0/24");

        assertThat(result.mergedSupportRanges("198.51.100.0/24 ")).isEqualTo("198.51.100.0/24 192.0.2.7 192.0.2.9");
        assertThat(result.mergedSupportRanges(" ")).isEqualTo("192.0.2.7 192.0.2.9");
        assertThat(result.mergedSupportRanges(null)).isEqualTo("192.0.2.7 192.0.2.9");
    }

    @Test
    void mayHoldAsterisksInSupportsSyntax() {
        assertThat(reconcile("*.1.*.2", "192.0.2.0/24").proposal()).containsExactly("*.1.*.2");
    }

    private static IpReconciliation reconcile(String chat, String support) {
        return new IpReconciler()
                .reconcile(AllowList.chat(true, List.of(chat.split(" ", -1))), AllowList.support(true, support));
    }
}
