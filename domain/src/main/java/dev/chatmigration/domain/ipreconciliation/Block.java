package dev.chatmigration.domain.ipreconciliation;

/**
 * A CIDR block: the addresses that share the first {@code prefix} bits.
 *
 * @param first its lowest address; the bits after the prefix are zero
 */
record Block(Family family, Address first, int prefix) {

    static final Block ALL_IPV4 = containing(Family.IPV4, new Address(0, 0), 0);

    /** The block of that size in which the address lies. */
    static Block containing(Family family, Address address, int prefix) {
        return new Block(family, address.withoutHostBits(family.bits() - prefix), prefix);
    }

    Address last() {
        return first.withAllHostBits(hostBits());
    }

    int hostBits() {
        return family.bits() - prefix;
    }

    boolean contains(Block other) {
        return family == other.family
                && prefix <= other.prefix
                && first.equals(other.first.withoutHostBits(hostBits()));
    }

    /** CIDR notation; a single address is written bare. */
    @Override
    public String toString() {
        String address = family.text(first);
        return hostBits() == 0 ? address : address + "/" + prefix;
    }
}
