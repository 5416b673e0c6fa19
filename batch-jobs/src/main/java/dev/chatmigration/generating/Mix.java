package dev.chatmigration.generating;

import dev.chatmigration.generating.Snippet.Family;

/** What occurs in a generated feed, and how often: all numbers are parts in a thousand. */
final class Mix {
    private Mix() {}

    // Accounts

    static final Shares<String> PHASE = Shares.of(800, "legacy_chat_support")
            .and(140, "legacy_chat")
            .and(35, "phase3")
            .rest("phase4");
    /** Of the accounts in phase {@code legacy_chat}: the others know Support users all the same. */
    static final int WITHOUT_SUPPORT_SIDE = 500;
    /** Of the other accounts: the feed lacks their Support users. */
    static final int SUPPORT_USERS_MISSING = 5;

    static final Shares<Region> REGION = Shares.of(220, Region.FRANCE)
            .and(200, Region.UNITED_STATES)
            .and(130, Region.GERMANY)
            .and(110, Region.BRITAIN)
            .and(90, Region.JAPAN)
            .and(80, Region.BRAZIL)
            .and(80, Region.SPAIN)
            .and(50, Region.AUSTRALIA)
            .rest(Region.INDIA);
    /** A domain with letters outside ASCII, which Chat shows as such and Support in its encoded form. */
    static final int INTERNATIONAL_DOMAIN = 20;

    /** Of the accounts without an address restriction; the others need the enterprise plan for it. */
    static final Shares<String> PLAN =
            Shares.of(450, "team").and(400, "professional").rest("enterprise");

    static final int SSO = 180;
    /** Of the accounts that sign in by SSO: the configuration is switched off. */
    static final int SSO_INACTIVE = 80;

    static final int ASSUMPTION_OPEN = 750;
    static final int TOO_FEW_SEATS = 30;
    static final int BUSINESS_HOURS_KNOWN = 450;
    static final int UNUSABLE_TIME_ZONE = 4;

    // The wish to move

    static final int REQUESTED = 800;
    static final int NOT_BEFORE = 80;
    static final int PREFERRED_DAYS = 150;
    static final int PREFERRED_TIME = 150;
    static final int IP_POLICY_NAMED = 200;

    static final int CANCELS = 20;
    static final int RESCHEDULES = 20;
    static final int HELD = 20;
    /** Of the accounts held: released after some days. */
    static final int RELEASED = 600;

    static final int FINALIZES = 15;

    // People; the shares are those of an account with both sides, its owner apart, who is known to both

    static final Shares<Match> MATCH = Shares.of(370, Match.SAME_EMAIL)
            .and(155, Match.CHAT_ONLY)
            .and(405, Match.SUPPORT_ONLY)
            .rest(Match.TWO_EMAILS);
    /** Of the people with the same address on both sides: it is written in another case. */
    static final int ADDRESS_IN_OTHER_CASE = 150;

    static final int UNVERIFIED_IDENTITY = 30;
    static final int FORWARDING_NUMBER = 30;
    static final int DISABLED_IN_CHAT = 40;
    static final int SUSPENDED_IN_SUPPORT = 12;
    static final int DELETED_IN_SUPPORT = 12;

    // People who make an account wait or deserve a look, in so many accounts

    static final int SECOND_ADMINISTRATOR = 450;
    static final int OWNER_DIFFERS = 60;
    static final int NO_ADMINISTRATOR = 6;
    static final int ADMINISTRATOR_ON_ONE_SIDE = 40;
    static final int DUPLICATE_IN_CHAT = 10;
    static final int DUPLICATE_IN_SUPPORT = 10;
    static final int ADDRESS_TAKEN_BY_END_USER = 15;
    static final int INVALID_ADDRESS = 10;
    static final int SHARED_MAILBOX = 30;
    static final int LOOK_ALIKE = 60;

    // Reviews

    /** Accounts whose administrators have been through their agents. */
    static final int REVIEWED = 650;
    /** Of the agents in such accounts that nothing forces a decision on. */
    static final int REVIEWED_WITHOUT_NEED = 120;
    /** Of the reviews: replaced by a later one. */
    static final int REVIEWED_TWICE = 40;
    /** Of the reviews: names an address that the Support user no longer has. */
    static final int REVIEW_OUTDATED = 12;

    // Address restrictions

    static final Shares<IpLists.Situation> IP = Shares.of(680, IpLists.Situation.NOT_RESTRICTED)
            .and(130, IpLists.Situation.COVERED)
            .and(70, IpLists.Situation.PARTLY_COVERED)
            .and(60, IpLists.Situation.EXPOSED)
            .rest(IpLists.Situation.NOT_COVERED);
    /** Of the accounts that are not restricted in Chat: restricted in Support. */
    static final int SUPPORT_ALONE_RESTRICTED = 60;
    /** Of the restricted accounts: additional entries of a kind. */
    static final int IPV6_ENTRY = 120;

    static final int PRIVATE_RANGE = 120;
    static final int WIDE_ASTERISKS = 60;
    /** Of those that are not wholly covered: an entry that no one can read. */
    static final int INVALID_ENTRY = 250;

    // Sites; drawn once an account, its pages agree

    static final Shares<SitePages.Kind> SITE = Shares.of(520, SitePages.Kind.ZOPIM)
            .and(230, SitePages.Kind.WEB_WIDGET)
            .and(60, SitePages.Kind.BOTH)
            .and(110, SitePages.Kind.NONE)
            .rest(SitePages.Kind.TAG_MANAGER);
    static final Shares<Snippet> ZOPIM_FORM = Shares.of(40, Snippet.Z1)
            .and(40, Snippet.Z2)
            .and(60, Snippet.Z3)
            .and(120, Snippet.Z4)
            .and(250, Snippet.Z5)
            .and(330, Snippet.Z6)
            .and(60, Snippet.Z7)
            .and(40, Snippet.Z8)
            .rest(Snippet.Z9);
    static final Shares<Snippet> WEB_WIDGET_FORM = Shares.of(60, Snippet.W1)
            .and(60, Snippet.W2)
            .and(120, Snippet.W3)
            .and(560, Snippet.W4)
            .and(80, Snippet.W5)
            .rest(Snippet.W6);
    /** Of the accounts whose site does not show it yet. */
    static final int WEB_WIDGET_CONFIGURED = 400;

    static final int FOREIGN_KEY = 30;
    static final int PLACEHOLDER_KEY = 10;
    static final int BEHIND_CONSENT = 60;
    static final int COMMENTED_OUT_SNIPPET = 80;
    static final int CSP_HEADER = 200;
    static final int CSP_META = 70;
    static final int PAGE_FAILED = 8;

    static int apiCalls(Family family) {
        return family == Family.ZOPIM ? 350 : 120;
    }

    // Mistakes of the feed itself

    /** Of all records but accounts: one that the import must reject. */
    static final int BAD_RECORD = 2;
}
