package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a list lets in of IPv4, without the entries that lie inside others.
 *
 * @param blocks entries that are CIDR blocks, ascending and disjoint
 * @param ranges the same addresses, merged
 * @param patterns entries with an asterisk before a number
 */
record Ipv4Set(List<Ipv4Pattern> blocks, AddressRanges ranges, List<Ipv4Pattern> patterns) {

    static Ipv4Set of(Collection<Ipv4Pattern> entries) {
        Set<Ipv4Pattern> distinct = new HashSet<>(entries);
        List<Ipv4Pattern> blocks =
                outermost(distinct.stream().filter(Ipv4Pattern::isBlock).toList());
        AddressRanges ranges = AddressRanges.of(
                Family.IPV4, blocks.stream().map(Ipv4Pattern::enclosingBlock).toList());
        Set<Ipv4Pattern> inner = new HashSet<>(distinct);
        inner.removeIf(Ipv4Pattern::isBlock);
        List<Ipv4Pattern> patterns = inner.stream()
                .filter(pattern -> !ranges.cover(pattern.first(), pattern.last()))
                .filter(pattern -> !pattern.isWithinAnotherOf(inner))
                .sorted(Ipv4Pattern.ASCENDING)
                .toList();
        return new Ipv4Set(blocks, ranges, patterns);
    }

    /** The entries that share an address with this one. */
    Ipv4Set meeting(Ipv4Pattern entry) {
        List<Ipv4Pattern> meetingBlocks = meeting(entry, blocks);
        AddressRanges meetingRanges = AddressRanges.of(
                Family.IPV4,
                meetingBlocks.stream().map(Ipv4Pattern::enclosingBlock).toList());
        return new Ipv4Set(meetingBlocks, meetingRanges, meeting(entry, patterns));
    }

    private static List<Ipv4Pattern> meeting(Ipv4Pattern entry, List<Ipv4Pattern> others) {
        List<Ipv4Pattern> meeting = new ArrayList<>();
        for (Ipv4Pattern other : others) {
            if (entry.intersects(other)) {
                meeting.add(other);
            }
        }
        return meeting;
    }

    boolean isEmpty() {
        return blocks.isEmpty() && patterns.isEmpty();
    }

    /** Whether any address is in both. */
    boolean intersects(Ipv4Set other) {
        return ranges.intersects(other.ranges)
                || patterns.stream().anyMatch(pattern -> other.meets(pattern))
                || other.patterns.stream().anyMatch(pattern -> pattern.intersectsAnyOf(blocks));
    }

    private boolean meets(Ipv4Pattern pattern) {
        return pattern.intersectsAnyOf(blocks) || pattern.intersectsAnyOf(patterns);
    }

    /** Blocks never overlap in part: one either starts after all before it or lies inside one of them. */
    private static List<Ipv4Pattern> outermost(List<Ipv4Pattern> blocks) {
        List<Ipv4Pattern> outermost = new ArrayList<>();
        for (Ipv4Pattern block : blocks.stream().sorted(Ipv4Pattern.ASCENDING).toList()) {
            Ipv4Pattern before = outermost.isEmpty() ? null : outermost.get(outermost.size() - 1);
            if (before == null || block.first().compareTo(before.last()) > 0) {
                outermost.add(block);
            }
        }
        return outermost;
    }
}
