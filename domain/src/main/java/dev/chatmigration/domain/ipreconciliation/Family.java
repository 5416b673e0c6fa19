package dev.chatmigration.domain.ipreconciliation;

/** The two kinds of address; they are never compared with each other. */
enum Family {
    IPV4(32) {
        @Override
        String text(Address address) {
            return Ipv4Notation.text(address.ipv4());
        }
    },
    IPV6(128) {
        @Override
        String text(Address address) {
            return Ipv6Notation.text(address);
        }
    };

    private final int bits;

    Family(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    abstract String text(Address address);
}
