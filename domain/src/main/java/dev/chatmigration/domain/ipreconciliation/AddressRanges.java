package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A set of addresses of one family as ranges: ascending, disjoint, and not even adjacent. Immutable.
 *
 * <p>All bounds are inclusive, so the highest address needs no successor.
 */
final class AddressRanges {

    /** From one address to another, both included. */
    record Range(Address first, Address last) {}

    private final Family family;
    private final List<Range> ranges;

    private AddressRanges(Family family, List<Range> ranges) {
        this.family = family;
        this.ranges = ranges;
    }

    /** The addresses of all the blocks, which must be of that family. */
    static AddressRanges of(Family family, Collection<Block> blocks) {
        List<Range> ascending = blocks.stream()
                .map(block -> new Range(block.first(), block.last()))
                .sorted(Comparator.comparing(Range::first))
                .toList();
        List<Range> merged = new ArrayList<>();
        for (Range range : ascending) {
            Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before == null || isApart(before, range)) {
                merged.add(range);
            } else if (range.last().compareTo(before.last()) > 0) {
                merged.set(merged.size() - 1, new Range(before.first(), range.last()));
            }
        }
        return new AddressRanges(family, merged);
    }

    private static boolean isApart(Range before, Range range) {
        return range.first().compareTo(before.last()) > 0
                && !range.first().equals(before.last().next());
    }

    List<Range> asList() {
        return List.copyOf(ranges);
    }

    /** Whether any address is in both. One walk over both lists. */
    boolean intersects(AddressRanges others) {
        int mine = 0;
        int theirs = 0;
        while (mine < ranges.size() && theirs < others.ranges.size()) {
            Range range = ranges.get(mine);
            Range other = others.ranges.get(theirs);
            if (range.last().compareTo(other.first()) < 0) {
                mine++;
            } else if (other.last().compareTo(range.first()) < 0) {
                theirs++;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Whether every address from {@code first} to {@code last} is in this set. */
    boolean cover(Address first, Address last) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            if (range.last().compareTo(first) < 0) {
                low = middle + 1;
            } else if (range.first().compareTo(first) > 0) {
                high = middle - 1;
            } else {
                return range.last().compareTo(last) >= 0;
            }
        }
        return false;
    }

    /** The addresses of this set that are not in the other. One walk over both lists. */
    AddressRanges minus(AddressRanges others) {
        List<Range> remaining = new ArrayList<>();
        int next = 0;
        for (Range range : ranges) {
            while (next < others.ranges.size() && others.ranges.get(next).last().compareTo(range.first()) < 0) {
                next++;
            }
            next = addRemainder(range, others.ranges, next, remaining);
        }
        return new AddressRanges(family, remaining);
    }

    /** Returns the index of the range to go on with; it may reach into the following range, too. */
    private static int addRemainder(Range range, List<Range> others, int from, List<Range> remaining) {
        Address cursor = range.first();
        int next = from;
        while (next < others.size() && others.get(next).first().compareTo(range.last()) <= 0) {
            Range other = others.get(next);
            if (other.first().compareTo(cursor) > 0) {
                remaining.add(new Range(cursor, other.first().previous()));
            }
            if (other.last().compareTo(range.last()) >= 0) {
                return next;
            }
            cursor = other.last().next();
            next++;
        }
        remaining.add(new Range(cursor, range.last()));
        return next;
    }

    /** The fewest CIDR blocks that hold exactly these addresses, ascending. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Range range : ranges) {
            Block block = widestBlock(range.first(), range.last());
            blocks.add(block);
            while (block.last().compareTo(range.last()) < 0) {
                block = widestBlock(block.last().next(), range.last());
                blocks.add(block);
            }
        }
        return blocks;
    }

    /** Taking the widest block that starts here and fits is optimal for a range, since blocks never straddle each other. */
    private Block widestBlock(Address first, Address last) {
        int hostBits = Math.min(first.trailingZeros(), family.bits());
        while (first.withAllHostBits(hostBits).compareTo(last) > 0) {
            hostBits--;
        }
        return Block.containing(family, first, family.bits() - hostBits);
    }
}
