package dev.chatmigration.importing;

import dev.chatmigration.domain.account.ChatAgent;

/** An agent of the Chat side; only its id is indispensable. */
final class ChatAgentCheck implements RecordParser.RecordCheck<ChatAgentCheck.DeliveredChatAgent> {
    @Override
    public DeliveredChatAgent check(long accountId, FeedObject agent) throws RecordRejected {
        long id = agent.requiredId("id");
        FeedObject roles = agent.object("roles");
        ChatAgent delivered = new ChatAgent(
                accountId,
                id,
                agent.address("email"),
                agent.text("first_name"),
                agent.text("last_name"),
                agent.text("display_name"),
                agent.flagOrDigit("enabled", true),
                roles != null && roles.flag("owner", false),
                roles != null && roles.flag("administrator", false),
                agent.id("role_id"),
                0);
        return new DeliveredChatAgent(delivered, agent.flag("deleted", false));
    }

    /**
     * A Chat agent as one line of the feed has it.
     *
     * @param deleted whether the line says that there is no such agent any more
     */
    record DeliveredChatAgent(ChatAgent agent, boolean deleted) {}
}
