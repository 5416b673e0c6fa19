package dev.chatmigration.domain.readiness;

import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.ipreconciliation.Problem;
import dev.chatmigration.domain.ipreconciliation.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What the comparison of the two allow-lists means for the upgrade. */
final class IpFindings {
    private IpFindings() {}

    static List<Finding> of(AccountFacts facts) {
        IpReconciliation ip = facts.ip();
        List<Finding> findings = new ArrayList<>();
        for (Problem problem : ip.problems()) {
            if (problem.isInvalid()) {
                findings.add(ofEntry(Check.IP_ENTRY_INVALID, problem));
            } else if (problem.isSuspicious()) {
                findings.add(ofEntry(Check.IP_ENTRY_SUSPICIOUS, problem));
            }
        }
        if (ip.verdict() == Verdict.EXPOSED) {
            findings.add(Finding.ofAccount(
                    Check.IP_EXPOSED,
                    "Chat's allow-list is in force and Support's is switched off or empty: after the upgrade Chat can be"
                            + " reached from everywhere."));
        }
        if (ip.verdict() == Verdict.PARTLY_COVERED || ip.verdict() == Verdict.NOT_COVERED) {
            notCovered(facts, findings);
        }
        if (ip.verdict() == Verdict.NOT_RESTRICTED && supportRestricts(facts) && facts.activeChatOnlyAgents() > 0) {
            findings.add(Finding.ofAccount(
                    Check.IP_LOCK_OUT,
                    "Support's allow-list will also hold for Chat, which has none today: the "
                            + facts.activeChatOnlyAgents()
                            + " agents known to Chat only are locked out wherever it does not let them in."));
        }
        return findings;
    }

    private static void notCovered(AccountFacts facts, List<Finding> findings) {
        IpReconciliation ip = facts.ip();
        boolean adds =
                facts.ipPolicy() == IpPolicy.ADD_MISSING && !ip.proposal().isEmpty();
        if (adds) {
            findings.add(Finding.ofAccount(
                    Check.IP_WILL_BE_ADDED,
                    "The upgrade adds to Support's allow-list: " + shortened(ip.proposal())
                            + ". These addresses then open Support and the API too."));
        }
        if (!adds || !ip.coveredAfterAdding()) {
            findings.add(Finding.ofAccount(
                    Check.IP_NOT_COVERED,
                    ip.missing().isEmpty()
                            ? "Entries of Chat's allow-list cannot be read, so nobody can tell whether Support lets them in."
                            : "Chat lets in what Support does not: " + shortened(ip.missing()) + "."));
        }
    }

    private static boolean supportRestricts(AccountFacts facts) {
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

    private static String shortened(List<String> blocks) {
        int shown = 10;
        return blocks.size() <= shown
                ? String.join(" ", blocks)
                : String.join(" ", blocks.subList(0, shown)) + " and " + (blocks.size() - shown) + " more";
    }
}
