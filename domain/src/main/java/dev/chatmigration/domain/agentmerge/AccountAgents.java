package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.SupportUser;
import java.util.List;

/**
 * Everything the agent merge looks at: one account, all of it.
 *
 * @param chatAgents the agents of Chat; those deleted there are not among them
 * @param supportUsers the users of Support, end users and deleted ones included
 * @param reviews all reviews ever given, in any order; the latest of an agent counts, of equally late ones the last
 */
public record AccountAgents(
        Account account, List<ChatAgent> chatAgents, List<SupportUser> supportUsers, List<AgentReview> reviews) {
    public AccountAgents {
        chatAgents = List.copyOf(chatAgents);
        supportUsers = List.copyOf(supportUsers);
        reviews = List.copyOf(reviews);
    }
}
