package dev.chatmigration.domain.readiness;

import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.ipreconciliation.Problem;
import dev.chatmigration.domain.ipreconciliation.Side;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What the comparison of the two allow-lists means for the upgrade, and for each group of people whom it concerns.
 *
 * <p>After the upgrade Support's list alone counts. Agents known to Support keep what they have there; agents known to Chat
 * only came in through Chat's list until now. Which addresses anybody works from stands in no feed, so nothing is said of
 * single persons, the administrator who changes the list included.
 */
final class IpFindings {
    private static final String OTHERS =
            " Agents and administrators known to Support come in to Support as before, and to"
                    + " Chat only from where Support's list lets them in.";

    private static final int MARK_BYTES = 6;

    private final AccountFacts facts;
    private final IpReconciliation ip;
    private final List<String> added;

    private IpFindings(AccountFacts facts) {
        this.facts = facts;
        this.ip = facts.ip();
        this.added = facts.ipPolicy() == IpPolicy.ADD_MISSING ? ip.proposal() : List.of();
    }

    static List<Finding> of(AccountFacts facts) {
        return new IpFindings(facts).all();
    }

    private List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        for (Problem problem : ip.problems()) {
            if (problem.isInvalid()) {
                findings.add(ofEntry(Check.IP_ENTRY_INVALID, problem));
            } else if (problem.isSuspicious()) {
                findings.add(ofEntry(Check.IP_ENTRY_SUSPICIOUS, problem));
            }
        }
        switch (ip.verdict()) {
            case NOT_RESTRICTED -> unrestricted(findings);
            case EXPOSED ->
                findings.add(Finding.ofAccount(
                        Check.IP_EXPOSED,
                        "Chat's allow-list is in force and Support's is switched off or empty: after the upgrade Chat can"
                                + " be reached from everywhere. Nobody is locked out; but whoever fills Support's list to"
                                + " prevent that locks out everybody who is not on it, himself or herself included."));
            case PARTLY_COVERED, NOT_COVERED -> notCovered(findings);
            case COVERED -> {}
        }
        return findings;
    }

    private void unrestricted(List<Finding> findings) {
        if (supportRestricts() && facts.activeChatOnlyAgents() > 0) {
            findings.add(Finding.ofAccount(
                    Check.IP_LOCK_OUT,
                    "Support's allow-list will also hold for Chat, which has none today: " + chatOnlyAgents()
                            + " locked out wherever it does not let them in." + OTHERS));
        }
    }

    private void notCovered(List<Finding> findings) {
        if (!added.isEmpty()) {
            findings.add(Finding.ofAccount(
                    Check.IP_WILL_BE_ADDED,
                    "The upgrade adds to Support's allow-list: " + shortened(added)
                            + ". These addresses then open Support and the API too. Nothing is taken off the list, so"
                            + " nobody whom it lets in today is locked out."));
        }
        if (!added.isEmpty() && ip.coveredAfterAdding()) {
            return;
        }
        findings.add(Finding.ofAccount(
                Check.IP_NOT_COVERED,
                ip.missing().isEmpty()
                        ? "Entries of Chat's allow-list cannot be read, so nobody can tell whether Support lets them in."
                        : "Chat lets in what Support does not: " + shortened(ip.missing()) + "."));
        if (facts.activeChatOnlyAgents() > 0) {
            findings.add(Finding.ofAccount(
                    Check.IP_LOCK_OUT,
                    "After the upgrade only Support's allow-list counts: " + chatOnlyAgents() + " locked out "
                            + whereLockedOut() + "." + OTHERS));
        }
    }

    /** Where Chat lets people in today and Support will not, once the upgrade has added what it adds. */
    private String whereLockedOut() {
        Set<String> opened = Set.copyOf(added);
        List<String> closed =
                ip.missing().stream().filter(line -> !opened.contains(line)).toList();
        String unreadable = "where Chat lets them in by entries that cannot be read";
        boolean isAnyUnreadable =
                ip.problems().stream().anyMatch(problem -> problem.list() == Side.CHAT && problem.isInvalid());
        if (closed.isEmpty()) {
            return unreadable;
        }
        return "at " + shortened(closed) + (isAnyUnreadable ? ", and " + unreadable : "");
    }

    private String chatOnlyAgents() {
        int number = facts.activeChatOnlyAgents();
        return number == 1 ? "1 agent known to Chat only is" : number + " agents known to Chat only are";
    }

    private boolean supportRestricts() {
        var security = facts.account().security();
        return security != null
                && security.ipRestrictionEnabled()
                && security.ipRanges() != null
                && !security.ipRanges().isBlank();
    }

    private static Finding ofEntry(Check check, Problem problem) {
        return new Finding(
                check, problem.list().label() + " entry " + problem.position() + " " + problem.code(), problem.text());
    }

    /**
     * The first ten, and a mark of the whole list: a waiver holds for the evidence it was given for, so a change beyond
     * the tenth must show in it.
     */
    private static String shortened(List<String> blocks) {
        int shown = 10;
        return blocks.size() <= shown
                ? String.join(" ", blocks)
                : String.join(" ", blocks.subList(0, shown)) + " and " + (blocks.size() - shown) + " more (list "
                        + mark(blocks) + ")";
    }

    private static String mark(List<String> blocks) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(" ", blocks).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
