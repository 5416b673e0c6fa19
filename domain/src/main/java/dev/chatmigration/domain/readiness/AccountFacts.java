package dev.chatmigration.domain.readiness;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of readiness look at: the account, and what the steps before decided about it.
 *
 * @param agentFindings as raised by the agent merge
 * @param knowsAdministrator whether anybody can be told
 * @param activeChatOnlyAgents agents that the upgrade would create active
 * @param pages every page of the account that was looked at
 * @param ipPolicy the account's own, else the setting
 */
public record AccountFacts(
        Account account,
        AgentFeed agentFeed,
        List<Finding> agentFindings,
        boolean knowsAdministrator,
        int activeChatOnlyAgents,
        IpReconciliation ip,
        IpPolicy ipPolicy,
        List<Page> pages,
        Window window) {

    /**
     * How complete and how fresh the account's agent records are.
     *
     * @param supportAgents agents of the Support side that are not deleted
     * @param unfinishedFiles files of agent records that could not be read to their end in the latest delivery
     * @param rejectedRecords agent records refused in the latest delivery
     * @param deliveredAt the older of the two sides' latest deliveries; null where none is known
     */
    public record AgentFeed(
            int supportAgents,
            List<String> unfinishedFiles,
            int rejectedRecords,
            @Nullable Instant deliveredAt) {}

    /** One page of the customer's site, and what stands on it. */
    public record Page(String url, PageWidgets widgets) {}

    /**
     * The time that matters.
     *
     * @param asOf the instant of the decision
     * @param slot when the upgrade starts; null where nothing is promised yet
     * @param earliest the earliest instant at which it could start, where nothing is promised yet
     * @param feedAge how old agent data may be at the slot
     */
    public record Window(Instant asOf, @Nullable Instant slot, Instant earliest, Duration feedAge) {}
}
