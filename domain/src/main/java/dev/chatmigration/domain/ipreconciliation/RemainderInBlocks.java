package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a set of addresses leaves over of one entry, as CIDR blocks.
 *
 * <p>Halves the address space again and again and follows only the halves that the entry reaches into, so that neither
 * side's asterisks are ever written out further than the blocks that are asked for.
 */
final class RemainderInBlocks {

    private final Ipv4Pattern entry;
    private final int most;
    private final Effort effort;
    private final List<Ipv4Pattern> found = new ArrayList<>();
    private final Set<Settled> settled = new HashSet<>();

    /** Patterns that together let in all of the entry that differs in the last bits only. */
    private record Settled(int hostBits, List<Ipv4Pattern> patterns) {}

    private RemainderInBlocks(Ipv4Pattern entry, int most, Effort effort) {
        this.entry = entry;
        this.most = most;
        this.effort = effort;
    }

    /**
     * The blocks, ascending; empty if there are more than {@code most}, or the effort ran out.
     *
     * @param letIn entries that all meet this one
     */
    static Optional<List<Ipv4Pattern>> of(Ipv4Pattern entry, Ipv4Set letIn, int most, Effort effort) {
        RemainderInBlocks remainder = new RemainderInBlocks(entry, most, effort);
        remainder.walk(0, Integer.SIZE, letIn.patterns(), RangeSlice.of(letIn.ranges()));
        return remainder.isTooLong() ? Optional.empty() : Optional.of(remainder.found);
    }

    private boolean isTooLong() {
        return found.size() > most || effort.isSpent();
    }

    /** @param patterns those that agree with {@code first} in all bits before the last {@code hostBits} */
    private void walk(long first, int hostBits, List<Ipv4Pattern> patterns, RangeSlice ranges) {
        if (!effort.spend(1 + patterns.size())) {
            return;
        }
        long last = first + (1L << hostBits) - 1;
        int freeHere = (int) (last - first);
        RangeSlice inside = ranges.within(first, last);
        if (isTooLong() || inside.cover(first, last) || isAnyFree(patterns, freeHere & ~entry.fixed())) {
            return;
        }
        if (inside.isEmpty() && patterns.isEmpty() && (entry.fixed() & freeHere) == 0) {
            found.add(new Ipv4Pattern((int) first, ~freeHere));
            return;
        }
        // Different octets before this one often lead to the same patterns. Without a memory of those that leave
        // nothing over, lists that let in everything by many patterns together would be walked in every combination.
        Settled here = new Settled(hostBits, patterns);
        boolean isWorthRemembering = inside.isEmpty() && hostBits % Byte.SIZE == 0;
        if (isWorthRemembering && settled.contains(here)) {
            return;
        }
        int before = found.size();
        walkHalves(first, hostBits, patterns, inside);
        if (isWorthRemembering && before == found.size()) {
            settled.add(here);
        }
    }

    private void walkHalves(long first, int hostBits, List<Ipv4Pattern> patterns, RangeSlice ranges) {
        int bit = 1 << (hostBits - 1);
        boolean isFree = (entry.fixed() & bit) == 0;
        boolean isOne = (entry.bits() & bit) != 0;
        if (isFree || !isOne) {
            walk(first, hostBits - 1, agreeing(patterns, bit, 0), ranges);
        }
        if (isFree || isOne) {
            walk(first + (1L << (hostBits - 1)), hostBits - 1, agreeing(patterns, bit, bit), ranges);
        }
    }

    private static boolean isAnyFree(List<Ipv4Pattern> patterns, int bits) {
        for (Ipv4Pattern pattern : patterns) {
            if ((pattern.fixed() & bits) == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAllFree(List<Ipv4Pattern> patterns, int bit) {
        for (Ipv4Pattern pattern : patterns) {
            if ((pattern.fixed() & bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Ipv4Pattern> agreeing(List<Ipv4Pattern> patterns, int bit, int value) {
        if (isAllFree(patterns, bit)) {
            return patterns;
        }
        List<Ipv4Pattern> agreeing = new ArrayList<>();
        for (Ipv4Pattern pattern : patterns) {
            if ((pattern.fixed() & bit) == 0 || (pattern.bits() & bit) == value) {
                agreeing.add(pattern);
            }
        }
        return agreeing;
    }
}
