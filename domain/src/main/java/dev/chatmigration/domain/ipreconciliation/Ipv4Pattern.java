package dev.chatmigration.domain.ipreconciliation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;

/**
 * The IPv4 addresses that agree with {@code bits} wherever {@code fixed} has a one. Every entry of a list has this shape:
 * an address fixes all bits, a block the first ones, an asterisk frees an octet anywhere.
 *
 * @param bits the address; zero where nothing is fixed
 */
record Ipv4Pattern(int bits, int fixed) {

    /** By lowest address, the wider first. */
    static final Comparator<Ipv4Pattern> ASCENDING = (one, other) -> {
        int byFirst = Integer.compareUnsigned(one.bits, other.bits);
        return byFirst == 0 ? Integer.compareUnsigned(~other.fixed, ~one.fixed) : byFirst;
    };

    Ipv4Pattern {
        bits &= fixed;
    }

    static Ipv4Pattern of(Block block) {
        // A shift by 32 is a shift by 0 in Java.
        int fixed = block.hostBits() == Integer.SIZE ? 0 : -1 << block.hostBits();
        return new Ipv4Pattern(block.first().ipv4(), fixed);
    }

    /** Whether only trailing bits are free, which makes it a CIDR block. */
    boolean isBlock() {
        return (~fixed & (~fixed + 1)) == 0;
    }

    /** The smallest block around it: the very same addresses if this {@link #isBlock()}. */
    Block enclosingBlock() {
        return Block.containing(Family.IPV4, first(), Integer.numberOfLeadingZeros(~fixed));
    }

    Address first() {
        return Address.ofIpv4(bits);
    }

    Address last() {
        return Address.ofIpv4(bits | ~fixed);
    }

    boolean intersects(Ipv4Pattern other) {
        return ((bits ^ other.bits) & fixed & other.fixed) == 0;
    }

    /** Whether one of the patterns, asterisks for whole octets in all of them, holds all these addresses and more. */
    boolean isWithinAnotherOf(Set<Ipv4Pattern> patterns) {
        for (int octets = 0; octets < 1 << 4; octets++) {
            int fewer = fixed & wholeOctets(octets);
            if (fewer != fixed && patterns.contains(new Ipv4Pattern(bits, fewer))) {
                return true;
            }
        }
        return false;
    }

    boolean intersectsAnyOf(Collection<Ipv4Pattern> patterns) {
        // Long lists are gone through once for each entry of the other list: no stream.
        for (Ipv4Pattern pattern : patterns) {
            if (intersects(pattern)) {
                return true;
            }
        }
        return false;
    }

    /** The first octet has index 0. */
    int octet(int index) {
        return bits >>> shift(index) & 0xff;
    }

    /** The fixed bits of an octet: 255 for a number, 0 for an asterisk. */
    int fixedInOctet(int index) {
        return fixed >>> shift(index) & 0xff;
    }

    /** The same with an octet that was free fixed to a number. */
    Ipv4Pattern withOctet(int index, int number) {
        return new Ipv4Pattern(bits | number << shift(index), fixed | 0xff << shift(index));
    }

    private static int shift(int octet) {
        return 24 - 8 * octet;
    }

    private static int wholeOctets(int selection) {
        int mask = 0;
        for (int octet = 0; octet < 4; octet++) {
            if ((selection >>> octet & 1) == 1) {
                mask |= 0xff << shift(octet);
            }
        }
        return mask;
    }

    /** CIDR notation for a block, else four octets with asterisks. */
    @Override
    public String toString() {
        if (isBlock()) {
            return enclosingBlock().toString();
        }
        StringBuilder text = new StringBuilder();
        for (int octet = 0; octet < 4; octet++) {
            text.append(octet == 0 ? "" : ".");
            text.append(fixedInOctet(octet) == 0 ? "*" : Integer.toString(octet(octet)));
        }
        return text.toString();
    }
}
