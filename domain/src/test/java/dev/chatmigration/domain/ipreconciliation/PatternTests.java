package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Asterisks before a number, which make many separate addresses out of one entry. */
class PatternTests {

    @Test
    void upTo1024BlocksAreWrittenAsBlocks() {
        IpReconciliation result = reconcile("203.*.113.7", "192.0.2.1");

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_COVERED);
        assertThat(result.missing())
                .containsExactlyElementsOf(IntStream.range(0, 256)
                        .mapToObj(octet -> "203." + octet + ".113.7")
                        .toList());
    }

    @Test
    void exactly1024BlocksAreStillWrittenAsBlocks() {
        // 128 second octets are left, each with a hole that makes eight blocks of a /24.
        IpReconciliation result = reconcile("203.*.113.*", "203.*.113.7 203.0.0.0/9");

        assertThat(result.missing()).hasSize(128 * 8).contains("203.255.113.6").doesNotContain("203.255.113.7");
    }

    @Test
    void beyond1024BlocksThePatternItselfIsMissing() {
        assertThat(reconcile("*.1.*.2", "192.0.2.1").missing()).containsExactly("*.1.*.2");
        assertThat(reconcile("*.*.*.5", "192.0.2.1").missing()).containsExactly("*.*.*.5");
    }

    @Test
    void beyond1024BlocksTheRemainderIsWrittenAsExactlyEquivalentPatterns() {
        IpReconciliation result = reconcile("*.1.*.2", "10.0.0.0/8");

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
        assertThat(result.missing())
                .containsExactlyElementsOf(IntStream.range(0, 256)
                        .filter(octet -> octet != 10)
                        .mapToObj(octet -> octet + ".1.*.2")
                        .toList());
        assertThat(result.coveredAfterAdding()).isTrue();
    }

    @Test
    void aRemainderOfFewBlocksIsWrittenAsBlocksHoweverLargeTheEntry() {
        assertThat(reconcile(
                                "*.1.*.2",
                                "0.0.0.0/1 128.0.0.0/2 192.0.0.0/3 224.0.0.0/4 *.1.0.* 240.0.0.0/5 248.0.0.0/6"
                                        + " 252.0.0.0/7 254.0.0.0/8 255.1.0.0/17")
                        .missing())
                .hasSize(128)
                .startsWith("255.1.128.2")
                .endsWith("255.1.255.2");
    }

    @Test
    void aPatternIsCoveredByABlockAroundIt() {
        assertThat(reconcile("203.*.113.7", "203.0.0.0/8").verdict()).isEqualTo(Verdict.COVERED);
    }

    @Test
    void aPatternIsCoveredByAWiderPattern() {
        assertThat(reconcile("203.*.113.7 203.0.113.*", "*.*.113.*").verdict()).isEqualTo(Verdict.COVERED);
    }

    @Test
    void aPatternIsCoveredByPatternsAndBlocksTogether() {
        assertThat(reconcile("*.*.*.5", "0.0.0.0/1 128.0.0.0/1").verdict()).isEqualTo(Verdict.COVERED);
        assertThat(reconcile("203.*.*.7", "203.*.113.7 203.0.0.0/9 203.128.0.0/9")
                        .verdict())
                .isEqualTo(Verdict.COVERED);
    }

    @Test
    void aBlockIsCoveredByPatternsThatTogetherHoldIt() {
        String everyLastOctet = String.join(
                " ",
                IntStream.range(0, 256).mapToObj(octet -> "203.*.113." + octet).toList());

        assertThat(reconcile("203.0.113.0/24", everyLastOctet).verdict()).isEqualTo(Verdict.COVERED);
    }

    @Test
    void aBlockWithAHolePerPatternIsPartlyMissing() {
        IpReconciliation result = reconcile("203.0.113.0/30", "203.*.113.1");

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
        assertThat(result.missing()).containsExactly("203.0.113.0", "203.0.113.2/31");
    }

    @Test
    void aWideBlockWithManyHolesIsWrittenAsPatternsOnceTheyAreFewer() {
        IpReconciliation result = reconcile("203.0.0.0/8", "203.*.113.7");

        assertThat(result.missing()).hasSize(255 + 255).contains("203.*.114.*", "203.*.113.8");
        assertThat(result.coveredAfterAdding()).isTrue();
    }

    @Test
    void whatAnotherEntryHoldsIsNotListedTwice() {
        assertThat(reconcile("*.1.*.2 5.1.6.2 *.1.7.2", "192.0.2.1").missing()).containsExactly("*.1.*.2");
        assertThat(reconcile("203.0.0.0/8 203.*.*.7", "192.0.2.1").missing()).containsExactly("203.0.0.0/8");
    }

    @Test
    void aRemainderTooLongForAnybodyToReadIsListedWholeAndSaidSo() {
        Random random = new Random(1);
        String scattered = String.join(
                " ",
                random.ints(2_000, 0, 1 << 24)
                        .mapToObj(bits -> (bits >>> 16) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff) + ".0/24")
                        .toList());
        IpReconciliation result = reconcile("*.*.*.5", scattered);

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
        assertThat(result.missing()).containsExactly("*.*.*.5");
        assertThat(result.problems())
                .filteredOn(problem -> problem.list() == Side.CHAT)
                .extracting(Problem::code)
                .containsExactly("not-split");
    }

    private static IpReconciliation reconcile(String chat, String support) {
        return new IpReconciler()
                .reconcile(AllowList.chat(true, List.of(chat.split(" ", -1))), AllowList.support(true, support));
    }
}
