package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** IPv6 addresses: read in any form of RFC 4291, section 2.2, written in the one form of RFC 5952. */
final class Ipv6Notation {

    private static final int GROUPS = 8;
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    private Ipv6Notation() {}

    static Address read(String text) throws UnusableNotation {
        int gap = text.indexOf("::");
        List<Integer> groups = new ArrayList<>();
        if (gap < 0) {
            groups.addAll(groups(text, true));
        } else {
            List<Integer> head = groups(text.substring(0, gap), false);
            List<Integer> tail = groups(text.substring(gap + 2), true);
            // The gap stands for at least one group.
            if (head.size() + tail.size() >= GROUPS) {
                throw new UnusableNotation(ProblemCode.NOT_AN_ADDRESS);
            }
            groups.addAll(head);
            while (groups.size() + tail.size() < GROUPS) {
                groups.add(0);
            }
            groups.addAll(tail);
        }
        if (groups.size() != GROUPS) {
            throw new UnusableNotation(ProblemCode.NOT_AN_ADDRESS);
        }
        return new Address(half(groups.subList(0, 4)), half(groups.subList(4, GROUPS)));
    }

    static String text(Address address) {
        int[] groups = new int[GROUPS];
        for (int index = 0; index < GROUPS; index++) {
            long half = index < 4 ? address.high() : address.low();
            groups[index] = (int) (half >>> (48 - 16 * (index % 4))) & 0xffff;
        }
        // Of the runs of zeros the longest, of those the first, is left out; a single zero is written.
        int gapStart = GROUPS;
        int gapLength = 1;
        for (int start = 0; start < GROUPS; start++) {
            int length = 0;
            while (start + length < GROUPS && groups[start + length] == 0) {
                length++;
            }
            if (length > gapLength) {
                gapStart = start;
                gapLength = length;
            }
        }
        if (gapStart == GROUPS) {
            return join(groups, 0, GROUPS);
        }
        return join(groups, 0, gapStart) + "::" + join(groups, gapStart + gapLength, GROUPS);
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int index = from; index < to; index++) {
            text.append(index == from ? "" : ":").append(Integer.toHexString(groups[index]));
        }
        return text.toString();
    }

    private static List<Integer> groups(String text, boolean mayEndInIpv4) throws UnusableNotation {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return groups;
        }
        String[] written = text.split(":", -1);
        for (int index = 0; index < written.length; index++) {
            if (mayEndInIpv4 && index == written.length - 1 && written[index].indexOf('.') >= 0) {
                int address = Ipv4Notation.readAddress(written[index]);
                groups.add(address >>> 16);
                groups.add(address & 0xffff);
            } else if (GROUP.matcher(written[index]).matches()) {
                groups.add(Integer.parseInt(written[index], 16));
            } else {
                throw new UnusableNotation(ProblemCode.NOT_AN_ADDRESS);
            }
        }
        return groups;
    }

    private static long half(List<Integer> groups) {
        long bits = 0;
        for (int group : groups) {
            bits = bits << 16 | group;
        }
        return bits;
    }
}
