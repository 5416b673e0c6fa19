package dev.chatmigration.domain.ipreconciliation;

import java.util.regex.Pattern;

/**
 * IPv4 addresses in strict notation: four decimal octets without leading zeros, an asterisk in place of any.
 *
 * <p>Strict because programs differ on everything else: {@code 010.0.0.1} is 8.0.0.1 to some and 10.0.0.1 to others, {@code
 * 10.1} is 10.0.0.1 or 10.1.0.0/16 (RFC 6943, section 3.1.1).
 */
final class Ipv4Notation {

    private static final int OCTETS = 4;
    private static final Pattern OCTET = Pattern.compile("[0-9]+|\\*");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]*");
    private static final Pattern PART_OF_OCTET = Pattern.compile("[0-9]*\\*[0-9*]*");

    private Ipv4Notation() {}

    /** Reads four octets, each a number or an asterisk. */
    static Ipv4Pattern read(String text) throws UnusableNotation {
        String[] octets = text.split("\\.", -1);
        for (String octet : octets) {
            checkForm(octet);
        }
        if (octets.length != OCTETS) {
            throw new UnusableNotation(wrongNumberOfOctets(octets));
        }
        Ipv4Pattern addresses = new Ipv4Pattern(0, 0);
        for (int index = 0; index < OCTETS; index++) {
            if (!octets[index].equals("*")) {
                addresses = addresses.withOctet(index, number(octets[index]));
            }
        }
        return addresses;
    }

    /** Reads four octets that are all numbers. */
    static int readAddress(String text) throws UnusableNotation {
        Ipv4Pattern address = read(text);
        if (address.fixed() != -1) {
            throw new UnusableNotation(ProblemCode.ASTERISK);
        }
        return address.bits();
    }

    static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    private static void checkForm(String octet) throws UnusableNotation {
        if (OCTET.matcher(octet).matches()) {
            return;
        }
        if (HEXADECIMAL.matcher(octet).matches()) {
            throw new UnusableNotation(ProblemCode.HEXADECIMAL);
        }
        if (PART_OF_OCTET.matcher(octet).matches()) {
            throw new UnusableNotation(ProblemCode.ASTERISK);
        }
        throw new UnusableNotation(ProblemCode.NOT_AN_ADDRESS);
    }

    private static ProblemCode wrongNumberOfOctets(String[] octets) {
        if (octets.length > OCTETS) {
            return ProblemCode.NOT_AN_ADDRESS;
        }
        return octets.length == 1 && octets[0].length() > 3 ? ProblemCode.DECIMAL : ProblemCode.SHORT_FORM;
    }

    private static int number(String octet) throws UnusableNotation {
        if (octet.length() > 1 && octet.startsWith("0")) {
            throw new UnusableNotation(ProblemCode.LEADING_ZERO);
        }
        if (octet.length() > 3 || Integer.parseInt(octet) > 255) {
            throw new UnusableNotation(ProblemCode.OCTET);
        }
        return Integer.parseInt(octet);
    }
}
