package dev.chatmigration.domain.ipreconciliation;

/**
 * An address of either family as an unsigned number of 128 bits; of IPv4 only the lowest 32 are used.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
record Address(long high, long low) implements Comparable<Address> {

    static Address ofIpv4(int bits) {
        return new Address(0, Integer.toUnsignedLong(bits));
    }

    /** Whether this is one of the addresses {@code ::ffff:0:0/96}, by which IPv6 programs speak of IPv4 (RFC 4291, 2.5.5.2). */
    boolean isMappedIpv4() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** The lowest 32 bits. */
    int ipv4() {
        return (int) low;
    }

    /** The next higher address; the highest of all wraps to zero, so callers stop before it. */
    Address next() {
        return new Address(low == -1 ? high + 1 : high, low + 1);
    }

    /** The next lower address; zero wraps to the highest, so callers stop before it. */
    Address previous() {
        return new Address(low == 0 ? high - 1 : high, low - 1);
    }

    /** The lowest address that differs from this one in the last {@code hostBits} bits at most. */
    Address withoutHostBits(int hostBits) {
        return new Address(high & ~upperHalfOfMask(hostBits), low & ~lowerHalfOfMask(hostBits));
    }

    /** The highest address that differs from this one in the last {@code hostBits} bits at most. */
    Address withAllHostBits(int hostBits) {
        return new Address(high | upperHalfOfMask(hostBits), low | lowerHalfOfMask(hostBits));
    }

    int trailingZeros() {
        return low == 0 ? Long.SIZE + Long.numberOfTrailingZeros(high) : Long.numberOfTrailingZeros(low);
    }

    @Override
    public int compareTo(Address other) {
        int upper = Long.compareUnsigned(high, other.high);
        return upper == 0 ? Long.compareUnsigned(low, other.low) : upper;
    }

    // A shift by 64 is a shift by 0 in Java, hence the two ends.
    private static long lowerHalfOfMask(int hostBits) {
        return hostBits >= Long.SIZE ? -1 : (1L << hostBits) - 1;
    }

    private static long upperHalfOfMask(int hostBits) {
        return hostBits <= Long.SIZE ? 0 : lowerHalfOfMask(hostBits - Long.SIZE);
    }
}
