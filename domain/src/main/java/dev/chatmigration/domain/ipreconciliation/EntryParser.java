package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads one entry of an allow-list.
 *
 * <p>Both products document a single address and asterisks for whole octets; Support also CIDR. What else people write is
 * either understood beyond doubt and explained, or an error. Nothing is looked up: a host name is not an address.
 */
final class EntryParser {

    private static final Pattern RANGE = Pattern.compile("[0-9a-fA-F:.*/]+-[0-9a-fA-F:.*/]+");
    private static final int PREFIX_OF_MAPPED_IPV4 = 96;

    /** Reads an entry without surrounding blanks. */
    Entry parse(String entry) {
        try {
            checkCharacters(entry);
            return entry.indexOf(':') >= 0 ? ipv6(entry) : ipv4(entry);
        } catch (UnusableNotation e) {
            return new Entry.Unusable(e.notice());
        }
    }

    private static void checkCharacters(String entry) throws UnusableNotation {
        if (entry.isEmpty()) {
            throw new UnusableNotation(ProblemCode.EMPTY);
        }
        for (int index = 0; index < entry.length(); index++) {
            char character = entry.charAt(index);
            if (AsciiBlanks.isBlank(character) || character == ',' || character == ';') {
                throw new UnusableNotation(ProblemCode.SEPARATOR);
            }
            if (character <= ' ' || character > '~') {
                throw new UnusableNotation(
                        ProblemCode.FOREIGN_CHARACTER,
                        "%s: U+%04X at character %d"
                                .formatted(
                                        ProblemCode.FOREIGN_CHARACTER.explanation(),
                                        entry.codePointAt(index),
                                        index + 1));
            }
        }
        if (entry.indexOf('%') >= 0) {
            throw new UnusableNotation(ProblemCode.ZONE_ID);
        }
        if (RANGE.matcher(entry).matches()) {
            throw new UnusableNotation(ProblemCode.RANGE);
        }
    }

    private static Entry ipv4(String entry) throws UnusableNotation {
        int slash = entry.indexOf('/');
        Ipv4Pattern written = Ipv4Notation.read(slash < 0 ? entry : entry.substring(0, slash));
        List<Entry.Notice> notices = new ArrayList<>();
        if (slash < 0) {
            return withSuspicions(written, notices);
        }
        if (written.fixed() != -1) {
            throw new UnusableNotation(ProblemCode.ASTERISK);
        }
        String size = entry.substring(slash + 1);
        boolean isMask = size.indexOf('.') >= 0;
        int prefix = isMask ? prefixOfMask(written.bits(), size) : prefix(size, Family.IPV4);
        Block block = Block.containing(Family.IPV4, written.first(), prefix);
        if (isMask) {
            notices.add(Entry.Notice.readAs(ProblemCode.NETMASK, block));
        }
        if (!block.first().equals(written.first())) {
            notices.add(Entry.Notice.readAs(ProblemCode.HOST_BITS_SET, block));
        }
        return withSuspicions(Ipv4Pattern.of(block), notices);
    }

    private static Entry ipv6(String entry) throws UnusableNotation {
        if (entry.indexOf('*') >= 0) {
            throw new UnusableNotation(ProblemCode.ASTERISK);
        }
        int slash = entry.indexOf('/');
        Address written = Ipv6Notation.read(slash < 0 ? entry : entry.substring(0, slash));
        int prefix = slash < 0 ? Family.IPV6.bits() : prefix(entry.substring(slash + 1), Family.IPV6);
        if (written.isMappedIpv4() && prefix >= PREFIX_OF_MAPPED_IPV4) {
            return mappedIpv4(written.ipv4(), prefix - PREFIX_OF_MAPPED_IPV4);
        }
        Block block = Block.containing(Family.IPV6, written, prefix);
        List<Entry.Notice> notices = new ArrayList<>();
        if (!block.first().equals(written)) {
            notices.add(Entry.Notice.readAs(ProblemCode.HOST_BITS_SET, block));
        }
        notices.addAll(Suspicions.about(block));
        return new Entry.Ipv6(block, notices);
    }

    private static Entry mappedIpv4(int address, int prefix) {
        Block block = Block.containing(Family.IPV4, Address.ofIpv4(address), prefix);
        List<Entry.Notice> notices = new ArrayList<>();
        notices.add(Entry.Notice.readAs(ProblemCode.MAPPED_ADDRESS, block));
        if (block.first().ipv4() != address) {
            notices.add(Entry.Notice.readAs(ProblemCode.HOST_BITS_SET, block));
        }
        return withSuspicions(Ipv4Pattern.of(block), notices);
    }

    private static Entry withSuspicions(Ipv4Pattern addresses, List<Entry.Notice> notices) {
        // A pattern lies in a block of special use exactly if the smallest block around it does.
        notices.addAll(Suspicions.about(addresses.enclosingBlock(), addresses.isBlock()));
        return new Entry.Ipv4(addresses, notices);
    }

    private static int prefix(String digits, Family family) throws UnusableNotation {
        if (digits.matches("0[0-9]+")) {
            throw new UnusableNotation(ProblemCode.LEADING_ZERO);
        }
        if (family == Family.IPV6 && digits.indexOf(':') >= 0) {
            throw new UnusableNotation(ProblemCode.NETMASK_INVALID);
        }
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > family.bits()) {
            throw new UnusableNotation(ProblemCode.PREFIX);
        }
        return Integer.parseInt(digits);
    }

    private static int prefixOfMask(int address, String text) throws UnusableNotation {
        int mask = Ipv4Notation.readAddress(text);
        boolean isContiguous = (~mask & (~mask + 1)) == 0;
        // Read backwards, as routers write masks, 0.0.0.0 means this single address: only behind 0.0.0.0 is it
        // beyond doubt.
        if (!isContiguous || (mask == 0 && address != 0)) {
            throw new UnusableNotation(ProblemCode.NETMASK_INVALID);
        }
        return Integer.bitCount(mask);
    }
}
