package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a set of addresses leaves over of one entry, as patterns with asterisks for whole octets.
 *
 * <p>Goes through the numbers of one octet after the other. The numbers that no entry of the set treats in a way of its
 * own leave over the same; they are worked out once, and written as an asterisk if they are all 256.
 */
final class RemainderInPatterns {

    private static final int OCTETS = 4;
    private static final int NUMBERS = 256;
    private static final Ipv4Pattern ANY = new Ipv4Pattern(0, 0);

    private final Ipv4Pattern entry;
    private final int most;
    private final Effort effort;
    private final Set<Settled> settled = new HashSet<>();
    private boolean isTooLong;

    /** Patterns that together let in all of the entry from an octet on. */
    private record Settled(int octet, List<Ipv4Pattern> patterns) {}

    private RemainderInPatterns(Ipv4Pattern entry, int most, Effort effort) {
        this.entry = entry;
        this.most = most;
        this.effort = effort;
    }

    /**
     * The patterns; empty if there are more than {@code most}, or the effort ran out.
     *
     * @param letIn entries that all meet this one
     */
    static Optional<List<Ipv4Pattern>> of(Ipv4Pattern entry, Ipv4Set letIn, int most, Effort effort) {
        RemainderInPatterns remainder = new RemainderInPatterns(entry, most, effort);
        List<Ipv4Pattern> found = remainder.from(0, 0, letIn.patterns(), RangeSlice.of(letIn.ranges()));
        return remainder.isTooLong ? Optional.empty() : Optional.of(found);
    }

    /**
     * What is left over from this octet on; the octets before are free in all results.
     *
     * @param first the lowest address with the octets chosen so far; of no matter where there are no ranges
     * @param patterns those that agree with the octets chosen so far
     */
    private List<Ipv4Pattern> from(int octet, long first, List<Ipv4Pattern> patterns, RangeSlice ranges) {
        isTooLong |= !effort.spend(NUMBERS + patterns.size());
        long last = first + (1L << (8 * (OCTETS - octet))) - 1;
        RangeSlice inside = ranges.within(first, last);
        int freeHere = (int) (last - first);
        if (isTooLong || inside.cover(first, last) || isAnyFree(patterns, freeHere & ~entry.fixed())) {
            return List.of();
        }
        if (octet == OCTETS) {
            return List.of(ANY);
        }
        Settled here = new Settled(octet, patterns);
        if (inside.isEmpty() && settled.contains(here)) {
            return List.of();
        }
        List<Ipv4Pattern> found = ofNumbers(octet, first, patterns, inside);
        if (inside.isEmpty() && found.isEmpty()) {
            settled.add(here);
        }
        return found;
    }

    private List<Ipv4Pattern> ofNumbers(int octet, long first, List<Ipv4Pattern> patterns, RangeSlice ranges) {
        List<Ipv4Pattern> free = new ArrayList<>();
        Map<Integer, List<Ipv4Pattern>> byNumber = new HashMap<>();
        for (Ipv4Pattern pattern : patterns) {
            if (pattern.fixedInOctet(octet) == 0) {
                free.add(pattern);
            } else {
                byNumber.computeIfAbsent(pattern.octet(octet), number -> new ArrayList<>())
                        .add(pattern);
            }
        }
        List<Ipv4Pattern> found = new ArrayList<>();
        List<Integer> untouched = new ArrayList<>();
        long size = 1L << (8 * (OCTETS - 1 - octet));
        for (int number = 0; number < NUMBERS; number++) {
            if (((entry.octet(octet) ^ number) & entry.fixedInOctet(octet)) != 0) {
                continue;
            }
            long start = first + number * size;
            RangeSlice inside = ranges.within(start, start + size - 1);
            List<Ipv4Pattern> own = byNumber.getOrDefault(number, List.of());
            if (own.isEmpty() && inside.isEmpty()) {
                untouched.add(number);
            } else {
                add(List.of(number), octet, from(octet + 1, start, both(free, own), inside), found);
            }
        }
        if (!untouched.isEmpty()) {
            List<Ipv4Pattern> same = from(octet + 1, 0, free, RangeSlice.NONE);
            if (untouched.size() == NUMBERS) {
                addWithinLimit(same, found);
            } else {
                add(untouched, octet, same, found);
            }
        }
        return found;
    }

    private void add(List<Integer> numbers, int octet, List<Ipv4Pattern> remainders, List<Ipv4Pattern> found) {
        for (int number : numbers) {
            if (isTooLong) {
                return;
            }
            addWithinLimit(
                    remainders.stream()
                            .map(remainder -> remainder.withOctet(octet, number))
                            .toList(),
                    found);
        }
    }

    private void addWithinLimit(List<Ipv4Pattern> remainders, List<Ipv4Pattern> found) {
        found.addAll(remainders);
        isTooLong |= found.size() > most;
    }

    private static boolean isAnyFree(List<Ipv4Pattern> patterns, int bits) {
        for (Ipv4Pattern pattern : patterns) {
            if ((pattern.fixed() & bits) == 0) {
                return true;
            }
        }
        return false;
    }

    private static List<Ipv4Pattern> both(List<Ipv4Pattern> some, List<Ipv4Pattern> others) {
        if (others.isEmpty()) {
            return some;
        }
        List<Ipv4Pattern> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }
}
