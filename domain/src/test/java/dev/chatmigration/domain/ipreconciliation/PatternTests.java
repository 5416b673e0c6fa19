package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    @Test
    void randomPatternsAgreeWithTryingAddresses() {
        Random random = new Random(20_261_123);
        int exact = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> chat = randomEntries(random);
            List<String> support = randomEntries(random);
            IpReconciliation result = reconcile(String.join(" ", chat), String.join(" ", support));

            // An entry listed whole is missing in part only.
            boolean isAnyWhole = result.problems().stream()
                    .anyMatch(problem -> problem.code().equals("not-split"));
            exact += isAnyWhole ? 0 : 1;
            TriedList triedChat = TriedList.of(chat);
            TriedList triedSupport = TriedList.of(support);
            TriedList triedMissing = TriedList.of(result.missing());
            boolean isAnyMissing = false;
            boolean isAnyLetIn = false;
            for (int address : ADDRESSES) {
                boolean isWanted = triedChat.holds(address);
                boolean isLetIn = triedSupport.holds(address);
                isAnyMissing |= isWanted && !isLetIn;
                isAnyLetIn |= isWanted && isLetIn;
                assertThat(triedMissing.holds(address) && !(isAnyWhole && isLetIn && isWanted))
                        .as("%s in %s against %s", Ipv4Notation.text(address), chat, support)
                        .isEqualTo(isWanted && !isLetIn);
            }
            assertThat(result.verdict())
                    .as("%s against %s", chat, support)
                    .isEqualTo(
                            !isAnyLetIn
                                    ? Verdict.NOT_COVERED
                                    : isAnyMissing ? Verdict.PARTLY_COVERED : Verdict.COVERED);
        }
        assertThat(exact).isGreaterThan(ROUNDS / 2);
    }

    private static final int ROUNDS = 150;

    // The entries below name no other octets than 0, 1 and 128; 2 and 255 stand for all the others.
    private static final int[] OCTETS = {0, 1, 2, 128, 255};
    private static final int[] ADDRESSES = Arrays.stream(OCTETS)
            .flatMap(first -> Arrays.stream(OCTETS).map(second -> first << 8 | second))
            .flatMap(start -> Arrays.stream(OCTETS).map(third -> start << 8 | third))
            .flatMap(start -> Arrays.stream(OCTETS).map(fourth -> start << 8 | fourth))
            .toArray();

    private static List<String> randomEntries(Random random) {
        List<String> entries = new ArrayList<>();
        int size = 1 + random.nextInt(5);
        while (entries.size() < size) {
            if (random.nextInt(5) == 0) {
                entries.add(
                        "%d.%d.0.0/%d".formatted(random.nextInt(2), random.nextInt(2) * 128, 9 + random.nextInt(2)));
            } else {
                entries.add("%s.%s.%s.%s".formatted(octet(random), octet(random), octet(random), octet(random)));
            }
        }
        return entries;
    }

    private static String octet(Random random) {
        return random.nextBoolean() ? "*" : Integer.toString(random.nextInt(2));
    }

    /** Entries that are asked about addresses one by one: the numbers that the fixed bits must have, by fixed bits. */
    private record TriedList(Map<Integer, Set<Integer>> numbersByFixedBits) {

        static TriedList of(List<String> entries) {
            TriedList list = new TriedList(new HashMap<>());
            entries.forEach(list::add);
            return list;
        }

        boolean holds(int address) {
            return numbersByFixedBits.entrySet().stream()
                    .anyMatch(entry -> entry.getValue().contains(address & entry.getKey()));
        }

        private void add(String entry) {
            String[] parts = entry.split("/", -1);
            int value = 0;
            int mask = 0;
            for (String octet : parts[0].split("\\.", -1)) {
                value = value << 8 | (octet.equals("*") ? 0 : Integer.parseInt(octet));
                mask = mask << 8 | (octet.equals("*") ? 0 : 0xff);
            }
            if (parts.length == 2) {
                mask = (int) (0xffff_ffffL << (32 - Integer.parseInt(parts[1])));
            }
            numbersByFixedBits.computeIfAbsent(mask, any -> new HashSet<>()).add(value & mask);
        }
    }

    private static IpReconciliation reconcile(String chat, String support) {
        return new IpReconciler()
                .reconcile(AllowList.chat(true, List.of(chat.split(" ", -1))), AllowList.support(true, support));
    }
}
