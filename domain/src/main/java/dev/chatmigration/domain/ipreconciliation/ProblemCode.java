package dev.chatmigration.domain.ipreconciliation;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that can be said about an entry, in three weights: the entry cannot be used, it is used but somebody should
 * look at it, it is used and only explained. The codes are part of the export and stay as they are.
 */
public enum ProblemCode {
    EMPTY("empty", Weight.INVALID, "an empty entry between others"),
    LEADING_ZERO("leading-zero", Weight.INVALID, "a leading zero: some programs read such a number as octal"),
    SHORT_FORM("short-form", Weight.INVALID, "fewer than four octets: programs disagree on what is left out"),
    HEXADECIMAL("hexadecimal", Weight.INVALID, "a hexadecimal number; write four decimal octets"),
    DECIMAL("decimal", Weight.INVALID, "one decimal number for the whole address; write four octets"),
    OCTET("octet", Weight.INVALID, "an octet above 255"),
    PREFIX("prefix", Weight.INVALID, "a prefix length that is no number from 0 to 32 (IPv4) or 128 (IPv6)"),
    NETMASK_INVALID(
            "netmask-invalid", Weight.INVALID, "a mask that is not ones followed by zeros, or one written backwards"),
    ASTERISK(
            "asterisk",
            Weight.INVALID,
            "an asterisk stands for a whole octet of an IPv4 address, without a prefix length or mask"),
    RANGE("range", Weight.INVALID, "a range from one address to another; write CIDR blocks"),
    ZONE_ID("zone-id", Weight.INVALID, "a zone id, which means something on one machine only"),
    SEPARATOR("separator", Weight.INVALID, "several entries in one, or a blank, comma or semicolon inside"),
    FOREIGN_CHARACTER("foreign-character", Weight.INVALID, "a character that no address is written with"),
    NOT_AN_ADDRESS("not-an-address", Weight.INVALID, "not an address or block of addresses"),

    HOST_BITS_SET("host-bits-set", Weight.SUSPICIOUS, "the address is inside the block, not its start"),
    EVERYTHING("everything", Weight.SUSPICIOUS, "every address there is"),
    VERY_WIDE("very-wide", Weight.SUSPICIOUS, "wider than /8 (IPv4) or /32 (IPv6)"),
    THIS_NETWORK("this-network", Weight.SUSPICIOUS, "unspecified addresses, no sender has them"),
    LOOPBACK("loopback", Weight.SUSPICIOUS, "loopback addresses, which never leave a machine"),
    LINK_LOCAL("link-local", Weight.SUSPICIOUS, "link-local addresses, which never leave a network"),
    MULTICAST("multicast", Weight.SUSPICIOUS, "multicast addresses, no sender has them"),
    RESERVED("reserved", Weight.SUSPICIOUS, "reserved addresses, no sender has them"),
    PRIVATE("private", Weight.SUSPICIOUS, "private addresses, which a service on the Internet never sees"),
    CARRIER_NAT("carrier-nat", Weight.SUSPICIOUS, "addresses inside a provider, which the Internet never sees"),
    UNIQUE_LOCAL("unique-local", Weight.SUSPICIOUS, "unique local addresses, which the Internet never sees"),

    MAPPED_ADDRESS("mapped-address", Weight.INFORMATION, "IPv4 written as IPv6"),
    NETMASK("netmask", Weight.INFORMATION, "a mask instead of a prefix length"),
    NOT_CARRIABLE(
            "not-carriable",
            Weight.INFORMATION,
            "not wholly let in by Support, whose list is only known to take IPv4: it cannot be proposed"),
    NOT_SPLIT(
            "not-split",
            Weight.INFORMATION,
            "let in by Support in part at least; what is left is too much to write out, so the entry is listed whole");

    private static final Map<String, ProblemCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProblemCode::code, Function.identity()));

    private enum Weight {
        INVALID,
        SUSPICIOUS,
        INFORMATION
    }

    private final String code;
    private final Weight weight;
    private final String explanation;

    ProblemCode(String code, Weight weight, String explanation) {
        this.code = code;
        this.weight = weight;
        this.explanation = explanation;
    }

    /** The problem code written so in exports; empty for a code of another release. */
    public static Optional<ProblemCode> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The name used in exports, such as {@code host-bits-set}. */
    public String code() {
        return code;
    }

    /** What is wrong or remarkable, in half a sentence. */
    public String explanation() {
        return explanation;
    }

    /** The entry could not be used. */
    public boolean isInvalid() {
        return weight == Weight.INVALID;
    }

    /** The entry is used, but hardly meant like that. */
    public boolean isSuspicious() {
        return weight == Weight.SUSPICIOUS;
    }
}
