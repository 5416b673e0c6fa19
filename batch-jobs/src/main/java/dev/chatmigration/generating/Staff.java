package dev.chatmigration.generating;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The people of one account, as the lines that the feed has about them.
 *
 * @param chatOwner id of the Chat agent who owns the account
 * @param supportOwner id of the Support user who owns the account
 */
record Staff(
        List<ObjectNode> chatAgents,
        List<ObjectNode> supportUsers,
        List<ObjectNode> reviews,
        @Nullable Long chatOwner,
        @Nullable Long supportOwner) {

    int seatsTaken() {
        return Math.max(chatAgents.size(), supportUsers.size());
    }
}
