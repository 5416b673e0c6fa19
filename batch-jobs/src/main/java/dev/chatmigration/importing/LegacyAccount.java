package dev.chatmigration.importing;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.SupportUser;
import dev.chatmigration.domain.agentmerge.AccountAgents;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An account and the people in it: everybody, unless only some were asked for.
 *
 * @param chatAgents by id, without deleted ones
 * @param supportUsers by id, end users and deleted ones among them
 * @param reviews all that were ever made, by agent, the latest last
 * @param supportAgents how many agents Support has in all, without deleted ones
 */
public record LegacyAccount(
        Account account,
        List<ChatAgent> chatAgents,
        List<SupportUser> supportUsers,
        List<AgentReview> reviews,
        int supportAgents,
        AgentData agentData) {

    /** What the agent merge looks at. */
    public AccountAgents agents() {
        return new AccountAgents(account, chatAgents, supportUsers, reviews);
    }

    public Map<Long, ChatAgent> chatAgentsById() {
        return chatAgents.stream().collect(Collectors.toMap(ChatAgent::id, Function.identity()));
    }
}
