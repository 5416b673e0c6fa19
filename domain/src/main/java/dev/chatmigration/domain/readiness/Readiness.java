package dev.chatmigration.domain.readiness;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.notification.Administrators;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts together everything that is found about an account. An account that is not of a legacy phase has one finding,
 * that it may not enter; nothing else about it is ours to judge.
 */
public final class Readiness {
    private Readiness() {}

    /** The findings, in no particular order; no two share check and subject. */
    public static List<Finding> of(AccountFacts facts) {
        Account account = facts.account();
        if (!account.phase().isLegacy()) {
            return List.of(Finding.ofAccount(
                    Check.PHASE_NOT_ELIGIBLE,
                    "The account is in phase " + account.phase().label()
                            + "; only legacy_chat and legacy_chat_support accounts are upgraded."));
        }
        List<Finding> findings = new ArrayList<>(facts.agentFindings());
        agentFeed(facts, findings);
        if (!facts.knowsAdministrator()) {
            findings.add(Administrators.missing());
        }
        signIn(account, findings);
        findings.addAll(IpFindings.of(facts));
        findings.addAll(AccountAccess.of(account, facts.window()));
        findings.addAll(WidgetFindings.of(facts));
        return List.copyOf(findings);
    }

    private static void agentFeed(AccountFacts facts, List<Finding> findings) {
        List<String> reasons = new ArrayList<>();
        AccountFacts.AgentFeed feed = facts.agentFeed();
        if (facts.account().phase() == Phase.LEGACY_CHAT_SUPPORT && feed.supportAgents() == 0) {
            reasons.add("The account has a Support side, but the feed has none of its agents.");
        }
        if (feed.rejectedRecords() > 0) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%d of its agent records %s rejected in the latest delivery.",
                    feed.rejectedRecords(),
                    feed.rejectedRecords() == 1 ? "was" : "were"));
        }
        if (!feed.unfinishedFiles().isEmpty()) {
            reasons.add("Nobody knows which agents stood in the part of " + String.join(" and ", feed.unfinishedFiles())
                    + " that could not be read.");
        }
        if (isTooOldAtSlot(facts.window(), feed)) {
            reasons.add("Its agent data of " + feed.deliveredAt() + " would be more than "
                    + facts.window().feedAge().toHours() + " hours old when the upgrade starts.");
        }
        if (!reasons.isEmpty()) {
            findings.add(Finding.ofAccount(Check.FEED_INCOMPLETE, String.join(" ", reasons)));
        }
    }

    /** Only judged on the last day: before that, later nights are expected to bring newer data. */
    private static boolean isTooOldAtSlot(AccountFacts.Window window, AccountFacts.AgentFeed feed) {
        Instant slot = window.slot();
        Instant deliveredAt = feed.deliveredAt();
        return slot != null
                && deliveredAt != null
                && !slot.isAfter(window.asOf().plus(Duration.ofDays(1)))
                && Duration.between(deliveredAt, slot).compareTo(window.feedAge()) > 0;
    }

    private static void signIn(Account account, List<Finding> findings) {
        if (account.signsInBySso() && account.remoteAuthentications() != null && !account.hasActiveTeamSso()) {
            findings.add(Finding.ofAccount(
                    Check.SSO_INACTIVE,
                    "Passwords are switched off for team members, and none of the account's "
                            + account.remoteAuthentications().size()
                            + " sign-in configurations is active and assigned to them."));
        }
    }
}
