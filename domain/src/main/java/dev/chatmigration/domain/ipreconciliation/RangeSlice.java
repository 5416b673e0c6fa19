package dev.chatmigration.domain.ipreconciliation;

import java.util.List;

/** Some neighbouring ranges out of a list of IPv4 ranges. Narrowing costs two binary searches and copies nothing. */
final class RangeSlice {

    static final RangeSlice NONE = new RangeSlice(new long[0], new long[0], 0, 0);

    private final long[] firsts;
    private final long[] lasts;
    private final int from;
    private final int to;

    private RangeSlice(long[] firsts, long[] lasts, int from, int to) {
        this.firsts = firsts;
        this.lasts = lasts;
        this.from = from;
        this.to = to;
    }

    static RangeSlice of(AddressRanges ipv4) {
        List<AddressRanges.Range> ranges = ipv4.asList();
        return new RangeSlice(
                ranges.stream().mapToLong(range -> range.first().low()).toArray(),
                ranges.stream().mapToLong(range -> range.last().low()).toArray(),
                0,
                ranges.size());
    }

    /** The ranges that share an address with those from {@code first} to {@code last}. */
    RangeSlice within(long first, long last) {
        if (isEmpty()) {
            return this;
        }
        int start = firstAtLeast(lasts, first);
        int end = firstAtLeast(firsts, last + 1);
        return new RangeSlice(firsts, lasts, start, Math.max(start, end));
    }

    boolean isEmpty() {
        return from == to;
    }

    /** Whether the first range of the slice holds all addresses from {@code first} to {@code last}. */
    boolean cover(long first, long last) {
        return !isEmpty() && firsts[from] <= first && lasts[from] >= last;
    }

    private int firstAtLeast(long[] ascending, long bound) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
