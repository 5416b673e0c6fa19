package dev.chatmigration.generating;

import java.net.IDN;
import java.time.Instant;
import java.util.Locale;

/**
 * An account in outline: what its lines in the different files have to agree on.
 *
 * @param domain the domain of its site and addresses, possibly with letters outside ASCII
 * @param supportSide whether the feed knows Support users of it
 * @param sso whether its people sign in by SSO
 * @param chatKey what identifies it in the legacy snippet
 * @param widgetKey what identifies it in the Web Widget's snippet
 */
record Customer(
        int index,
        long id,
        String name,
        String subdomain,
        String domain,
        Region region,
        String phase,
        String plan,
        boolean supportSide,
        boolean sso,
        boolean reviewed,
        IpLists.Situation ip,
        SitePages.Kind site,
        String chatKey,
        String widgetKey) {

    /** The night for which the feed is made; all instants lie around it. */
    static final Instant FIRST_NIGHT = Instant.parse("2026-12-01T00:00:00Z");

    private static final long FIRST_ID = 120_000;

    static Customer draw(int index, Dice dice) {
        Region region = Mix.REGION.draw(dice);
        Word first = dice.oneOf(region.companyFirst);
        Word second = dice.oneOf(region.companySecond);
        String phase = Mix.PHASE.draw(dice);
        boolean missing = phase.equals("legacy_chat")
                ? dice.perMille(Mix.WITHOUT_SUPPORT_SIDE)
                : dice.perMille(Mix.SUPPORT_USERS_MISSING);
        IpLists.Situation ip = Mix.IP.draw(dice);
        String plan = Mix.PLAN.draw(dice);
        // The number keeps names apart: there are more accounts than pairs of words.
        String number = Integer.toString(index + 1, 36);
        String subdomain = first.plain() + second.plain() + number;
        String domain = first.plain() + "-" + second.plain() + "-" + number + ".example";
        if (dice.perMille(Mix.INTERNATIONAL_DOMAIN)) {
            domain = first.written().toLowerCase(Locale.ROOT) + "-ñandú-" + number + ".example";
        }
        return new Customer(
                index,
                FIRST_ID + index,
                first.written() + " " + second.written() + " " + (index + 1),
                subdomain,
                domain,
                region,
                phase,
                ip == IpLists.Situation.NOT_RESTRICTED ? plan : "enterprise",
                !missing,
                dice.perMille(Mix.SSO),
                dice.perMille(Mix.REVIEWED),
                ip,
                Mix.SITE.draw(dice),
                chatKey(dice),
                widgetKey(dice));
    }

    /** 32 letters and digits; in a real one, both cases and a digit occur, so that no scanner takes it for a word. */
    static String chatKey(Dice dice) {
        return dice.characters("ABCDEFGHJKLMNPQRSTUVWXYZ", 1)
                + dice.characters("abcdefghijkmnopqrstuvwxyz", 1)
                + dice.characters("0123456789", 1)
                + dice.characters("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789", 29);
    }

    private static String widgetKey(Dice dice) {
        String hex = "0123456789abcdef";
        return dice.characters(hex, 8) + "-" + dice.characters(hex, 4) + "-4" + dice.characters(hex, 3) + "-"
                + dice.characters("89ab", 1) + dice.characters(hex, 3) + "-" + dice.characters(hex, 12);
    }

    /** The domain as it travels: the A-label. */
    String asciiDomain() {
        return IDN.toASCII(domain);
    }

    boolean hasWebWidgetOnSite() {
        return site == SitePages.Kind.WEB_WIDGET || site == SitePages.Kind.BOTH;
    }
}
