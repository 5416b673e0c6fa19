package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.List;

/**
 * Blocks that hardly belong into an allow-list of a service on the Internet: nobody arrives from there, or everybody does.
 *
 * <p>The special blocks are those of the <a
 * href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and <a
 * href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 registries</a> that a customer may mistake for
 * his own addresses. Documentation ranges are left out: they stand for real addresses in samples and trials.
 */
final class Suspicions {

    private static final int WIDEST_IPV4_PREFIX = 8;
    private static final int WIDEST_IPV6_PREFIX = 32;

    private record SpecialBlock(Block block, ProblemCode code) {}

    private static final List<SpecialBlock> SPECIAL_BLOCKS = List.of(
            ipv4(0, 0, 8, ProblemCode.THIS_NETWORK),
            ipv4(10, 0, 8, ProblemCode.PRIVATE),
            ipv4(100, 64, 10, ProblemCode.CARRIER_NAT),
            ipv4(127, 0, 8, ProblemCode.LOOPBACK),
            ipv4(169, 254, 16, ProblemCode.LINK_LOCAL),
            ipv4(172, 16, 12, ProblemCode.PRIVATE),
            ipv4(192, 168, 16, ProblemCode.PRIVATE),
            ipv4(224, 0, 4, ProblemCode.MULTICAST),
            ipv4(240, 0, 4, ProblemCode.RESERVED),
            ipv6(0, 0, 128, ProblemCode.THIS_NETWORK),
            ipv6(0, 1, 128, ProblemCode.LOOPBACK),
            ipv6(0xfc00L << 48, 0, 7, ProblemCode.UNIQUE_LOCAL),
            ipv6(0xfe80L << 48, 0, 10, ProblemCode.LINK_LOCAL),
            ipv6(0xff00L << 48, 0, 8, ProblemCode.MULTICAST));

    private Suspicions() {}

    static List<Entry.Notice> about(Block block) {
        return about(block, true);
    }

    /**
     * What is odd about letting in this block, or, if not {@code isWhole}, only some addresses spread over it.
     */
    static List<Entry.Notice> about(Block block, boolean isWhole) {
        List<Entry.Notice> notices = new ArrayList<>();
        if (isWhole && block.prefix() == 0) {
            notices.add(Entry.Notice.of(ProblemCode.EVERYTHING));
        } else if (isWhole && block.prefix() < widestPrefix(block.family())) {
            notices.add(Entry.Notice.of(ProblemCode.VERY_WIDE));
        }
        for (SpecialBlock special : SPECIAL_BLOCKS) {
            if (special.block().contains(block)) {
                notices.add(Entry.Notice.of(special.code()));
            }
        }
        return notices;
    }

    private static int widestPrefix(Family family) {
        return family == Family.IPV4 ? WIDEST_IPV4_PREFIX : WIDEST_IPV6_PREFIX;
    }

    private static SpecialBlock ipv4(int first, int second, int prefix, ProblemCode code) {
        Address address = Address.ofIpv4(first << 24 | second << 16);
        return new SpecialBlock(Block.containing(Family.IPV4, address, prefix), code);
    }

    private static SpecialBlock ipv6(long high, long low, int prefix, ProblemCode code) {
        return new SpecialBlock(Block.containing(Family.IPV6, new Address(high, low), prefix), code);
    }
}
