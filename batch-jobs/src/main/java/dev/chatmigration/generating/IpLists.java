package dev.chatmigration.generating;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in from where, on both sides of one account.
 *
 * @param support what Support's list holds, separated by blanks; null where it has never been filled
 */
record IpLists(
        boolean chatEnabled,
        List<String> chat,
        boolean supportEnabled,
        @Nullable String support) {

    /** What comparing the two lists should find. */
    enum Situation {
        NOT_RESTRICTED,
        EXPOSED,
        COVERED,
        PARTLY_COVERED,
        NOT_COVERED
    }

    /** Entries of Chat and of Support, blank separated, {@code N} standing for three octets. */
    private record Pair(String chat, String support) {
        List<String> chat(String network) {
            return List.of(chat.replace("N", network).split(" ", -1));
        }

        List<String> support(String network) {
            return List.of(support.replace("N", network).split(" ", -1));
        }
    }

    private static final List<String> NETWORKS = List.of("192.0.2", "198.51.100", "203.0.113");

    private static final List<Pair> COVERED = List.of(
            new Pair("N.*", "N.0/25 N.128/25"),
            new Pair("N.17 N.18", "N.*"),
            new Pair("N.64/26", "N.0/24"),
            new Pair("N.16 N.17", "N.16/31"),
            new Pair("N.0/255.255.255.128", "N.0/25"),
            new Pair("N.5/28", "N.0/27"),
            new Pair("N.200", "N.200"));
    private static final List<Pair> PARTLY_COVERED = List.of(
            new Pair("N.*", "N.0/25"),
            new Pair("N.0/24", "N.0/26 N.64/26"),
            new Pair("N.17 N.99", "N.16/29"),
            new Pair("N.0/25", "N.1 N.2 N.3"));

    private static final List<String> INVALID = List.of(
            "010.1.2.3",
            "10.1",
            "0xC0000201",
            "203.0.113.1-203.0.113.9",
            "192.0.2.300",
            "192.0.2.0/33",
            "192.0.2.0/255.0.255.0",
            "192.0.2.1*",
            "fe80::1%eth0",
            "office.example");

    static IpLists draw(Situation situation, Dice dice) {
        int start = dice.below(NETWORKS.size());
        String network = NETWORKS.get(start);
        String otherNetwork = NETWORKS.get((start + 1) % NETWORKS.size());
        Pair pair = dice.oneOf(situation == Situation.PARTLY_COVERED ? PARTLY_COVERED : COVERED);
        List<String> chat = new ArrayList<>(pair.chat(network));
        List<String> support = new ArrayList<>();
        switch (situation) {
            case NOT_RESTRICTED -> {
                return notRestricted(chat, pair.support(network), dice);
            }
            case EXPOSED, NOT_COVERED -> addMore(chat, new ArrayList<>(), dice);
            case COVERED, PARTLY_COVERED -> {
                support.addAll(pair.support(network));
                addMore(chat, support, dice);
            }
        }
        if (situation == Situation.NOT_COVERED || dice.perMille(300)) {
            support.add(otherNetwork + ".*");
        }
        // An entry that cannot be read counts as not let in, so it would spoil a list that is covered.
        if (situation != Situation.COVERED && dice.perMille(Mix.INVALID_ENTRY)) {
            chat.add(dice.oneOf(INVALID));
        }
        if (situation == Situation.EXPOSED) {
            boolean switchedOff = dice.perMille(600);
            return new IpLists(true, chat, !switchedOff, switchedOff ? String.join(" ", support) : null);
        }
        return new IpLists(true, chat, true, String.join(" ", support));
    }

    private static IpLists notRestricted(List<String> chat, List<String> support, Dice dice) {
        boolean forgottenEntries = dice.perMille(100);
        boolean supportAlone = dice.perMille(Mix.SUPPORT_ALONE_RESTRICTED);
        return new IpLists(
                !forgottenEntries && dice.perMille(100),
                forgottenEntries ? chat : List.of(),
                supportAlone,
                supportAlone ? String.join(" ", support) : null);
    }

    /** Entries outside the documentation's IPv4 networks, let in on both sides. */
    private static void addMore(List<String> chat, List<String> support, Dice dice) {
        if (dice.perMille(Mix.IPV6_ENTRY)) {
            String block = "2001:db8:" + Integer.toHexString(dice.between(1, 0xffff)) + "::/48";
            chat.add(block);
            support.add(block);
        }
        if (dice.perMille(Mix.PRIVATE_RANGE)) {
            int octet = dice.below(256);
            chat.add("10." + octet + ".*.*");
            support.add("10." + octet + ".0.0/16");
        }
        if (dice.perMille(Mix.WIDE_ASTERISKS)) {
            chat.add("172.16.*." + dice.between(1, 254));
            support.add("172.16.*.*");
        }
    }
}
