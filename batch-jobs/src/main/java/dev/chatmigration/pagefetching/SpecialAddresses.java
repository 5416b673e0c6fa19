package dev.chatmigration.pagefetching;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are no place for a public web page: those of the IANA special-purpose registries for IPv4 and IPv6
 * (RFC 6890 and its successors), multicast (RFC 5771, RFC 4291), all of IPv6 that is not global unicast, and the
 * addresses at which clouds keep their metadata.
 */
final class SpecialAddresses {
    /** The order counts: the first block that holds an address names it. */
    private static final List<Block> BLOCKS = List.of(
            Block.never("169.254.169.254/32", "cloud metadata"),
            Block.never("169.254.170.2/32", "cloud metadata"),
            Block.never("169.254.170.23/32", "cloud metadata"),
            Block.never("100.100.100.200/32", "cloud metadata"),
            Block.never("168.63.129.16/32", "cloud metadata"),
            Block.never("192.0.0.192/32", "cloud metadata"),
            Block.never("fd00:ec2::254/128", "cloud metadata"),
            Block.never("fd00:ec2::23/128", "cloud metadata"),
            Block.never("fd20:ce::254/128", "cloud metadata"),
            Block.never("0.0.0.0/8", "an unspecified address"),
            Block.unlessAllowed("10.0.0.0/8", "a private address"),
            Block.unlessAllowed("100.64.0.0/10", "a carrier-grade NAT address"),
            Block.unlessAllowed("127.0.0.0/8", "a loopback address"),
            Block.unlessAllowed("169.254.0.0/16", "a link-local address"),
            Block.unlessAllowed("172.16.0.0/12", "a private address"),
            Block.never("192.0.0.0/24", "an address of protocols"),
            Block.never("192.0.2.0/24", "an address of documentation"),
            Block.never("192.88.99.0/24", "an address of 6to4 relays"),
            Block.unlessAllowed("192.168.0.0/16", "a private address"),
            Block.unlessAllowed("198.18.0.0/15", "an address of benchmarks"),
            Block.never("198.51.100.0/24", "an address of documentation"),
            Block.never("203.0.113.0/24", "an address of documentation"),
            Block.never("224.0.0.0/4", "a multicast address"),
            Block.never("240.0.0.0/4", "a reserved address"),
            Block.never("::/128", "the unspecified address"),
            Block.unlessAllowed("::1/128", "a loopback address"),
            Block.never("::/96", "an IPv4-compatible address"),
            Block.never("64:ff9b:1::/48", "an address of local NAT64"),
            Block.never("100::/64", "a discard-only address"),
            Block.never("100:0:0:1::/64", "a dummy prefix"),
            Block.never("2001::/23", "an address of protocols, Teredo among them"),
            Block.never("2001:db8::/32", "an address of documentation"),
            Block.never("2002::/16", "an address of 6to4"),
            Block.never("3fff::/20", "an address of documentation"),
            Block.never("5f00::/16", "a segment identifier"),
            Block.unlessAllowed("fc00::/7", "a unique-local address"),
            Block.unlessAllowed("fe80::/10", "a link-local address"),
            Block.unlessAllowed("fec0::/10", "a site-local address"),
            Block.never("ff00::/8", "a multicast address"));

    private static final Block GLOBAL_UNICAST = Block.never("2000::/3", "global unicast");
    private static final Block NAT64 = Block.never("64:ff9b::/96", "NAT64");
    private static final int IPV4_BYTES = 4;

    private SpecialAddresses() {}

    /**
     * What is special about an address, where it must not be connected to; empty where it may.
     *
     * @param allowPrivate whether addresses of the own machine and network are wanted
     */
    static Optional<String> refusal(InetAddress address, boolean allowPrivate) {
        byte[] bytes = address.getAddress();
        // A name server for IPv6-only networks puts every IPv4 site behind this prefix (RFC 6147); the site counts.
        boolean embedded = NAT64.holds(bytes);
        byte[] target = embedded ? Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length) : bytes;
        for (Block block : BLOCKS) {
            if (block.holds(target)) {
                return block.liftable && allowPrivate
                        ? Optional.empty()
                        : Optional.of(block.what + (embedded ? " behind NAT64" : ""));
            }
        }
        return target.length == IPV4_BYTES || GLOBAL_UNICAST.holds(target)
                ? Optional.empty()
                : Optional.of("an address outside of global unicast");
    }

    /** Whether allowing private addresses would help. */
    static boolean isLiftable(InetAddress address) {
        return refusal(address, true).isEmpty();
    }

    private record Block(InetAddress first, int prefix, String what, boolean liftable) {
        static Block never(String cidr, String what) {
            return of(cidr, what, false);
        }

        static Block unlessAllowed(String cidr, String what) {
            return of(cidr, what, true);
        }

        private static Block of(String cidr, String what, boolean liftable) {
            int slash = cidr.indexOf('/');
            try {
                return new Block(
                        InetAddress.getByName(cidr.substring(0, slash)),
                        Integer.parseInt(cidr.substring(slash + 1)),
                        what,
                        liftable);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("No address: " + cidr, e);
            }
        }

        boolean holds(byte[] address) {
            byte[] start = first.getAddress();
            if (start.length != address.length) {
                return false;
            }
            int whole = prefix / Byte.SIZE;
            if (!Arrays.equals(start, 0, whole, address, 0, whole)) {
                return false;
            }
            int rest = prefix % Byte.SIZE;
            return rest == 0 || ((start[whole] ^ address[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
        }
    }
}
