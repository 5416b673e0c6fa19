package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.EmailAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Chat agent with its address read; null where it is missing or none. */
record ChatRecord(ChatAgent agent, @Nullable EmailAddress address) {
    static ChatRecord of(ChatAgent agent) {
        return new ChatRecord(agent, EmailAddress.parse(agent.email()).orElse(null));
    }

    long id() {
        return agent.id();
    }

    Optional<String> key() {
        return Optional.ofNullable(address).map(EmailAddress::key);
    }

    /** The address as the feed has it, even where it is none. */
    @Nullable
    String givenAddress() {
        return address == null ? AgentName.present(agent.email()).orElse(null) : address.display();
    }

    boolean isNotSeen() {
        return agent.nightsUnseen() >= AgentMerge.NIGHTS_UNTIL_NOT_SEEN;
    }
}
