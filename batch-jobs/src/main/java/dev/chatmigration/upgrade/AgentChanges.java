package dev.chatmigration.upgrade;

import dev.chatmigration.database.Audit;
import dev.chatmigration.domain.account.SupportUser;
import dev.chatmigration.domain.agentmerge.AgentProposal;
import dev.chatmigration.domain.agentmerge.LeftOut;
import dev.chatmigration.domain.readiness.Finding;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.upgrade.UpgradedAccounts.NewAgent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an upgrade does to each agent, for the audit: one that Support keeps as it was has not changed. */
final class AgentChanges {
    private AgentChanges() {}

    static List<Audit.Change> of(LegacyAccount legacy, List<NewAgent> agents, List<LeftOut> leftOut, Instant at) {
        Map<Long, SupportUser> support =
                legacy.supportUsers().stream().collect(Collectors.toMap(SupportUser::id, Function.identity()));
        List<Audit.Change> changes = new ArrayList<>();
        for (NewAgent agent : agents) {
            Long supportId = agent.proposal().supportUserId();
            SupportUser before = supportId == null ? null : support.get(supportId);
            if (agent.proposal().chatAgentId() != null
                    || (before != null && isActive(before) != agent.proposal().active())) {
                changes.add(change(agent, before, at));
            }
        }
        leftOut.stream()
                .filter(each -> each.side() == LeftOut.Side.CHAT)
                .map(each -> new Audit.Change(
                        at,
                        Audit.BATCH,
                        "AGENT_LEFT_OUT",
                        legacy.account().id(),
                        Finding.subjectOfChatAgent(each.id()),
                        each.name(),
                        null,
                        null,
                        each.reason().label()))
                .forEach(changes::add);
        return changes;
    }

    private static Audit.Change change(NewAgent agent, @Nullable SupportUser before, Instant at) {
        AgentProposal proposal = agent.proposal();
        String what = before == null
                ? "AGENT_CREATED"
                : isActive(before) && !proposal.active() ? "AGENT_DEACTIVATED" : "AGENT_CHANGED";
        return new Audit.Change(
                at,
                Audit.BATCH,
                what,
                agent.accountId(),
                proposal.chatAgentId() == null
                        ? Finding.subjectOfSupportUser(agent.agentId())
                        : Finding.subjectOfChatAgent(proposal.chatAgentId()),
                before == null ? null : described(before),
                Audit.subjectOfAgent(agent.agentId()) + ": " + proposal.role().label() + ", " + agent.email() + ", "
                        + proposal.signIn().label() + active(proposal.active()),
                null,
                proposal.scenario().label() + ", decided "
                        + proposal.decidedBy().label());
    }

    private static String described(SupportUser user) {
        return Finding.subjectOfSupportUser(user.id()) + ": "
                + user.role().name().toLowerCase(Locale.ROOT) + ", "
                + Objects.requireNonNullElse(user.email(), "no address") + active(isActive(user));
    }

    private static String active(boolean active) {
        return active ? ", active" : ", inactive";
    }

    private static boolean isActive(SupportUser user) {
        return !user.suspended() && !user.deleted();
    }
}
