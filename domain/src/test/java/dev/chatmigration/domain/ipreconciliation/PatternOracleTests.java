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
import org.junit.jupiter.api.Test;

/** Random lists with asterisks, compared with asking both about addresses one by one. */
class PatternOracleTests {
    private static final int ROUNDS = 150;

    // The entries below name no other octets than 0, 1 and 128; 2 and 255 stand for all the others.
    private static final int[] OCTETS = {0, 1, 2, 128, 255};
    private static final int[] ADDRESSES = Arrays.stream(OCTETS)
            .flatMap(first -> Arrays.stream(OCTETS).map(second -> first << 8 | second))
            .flatMap(start -> Arrays.stream(OCTETS).map(third -> start << 8 | third))
            .flatMap(start -> Arrays.stream(OCTETS).map(fourth -> start << 8 | fourth))
            .toArray();

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
