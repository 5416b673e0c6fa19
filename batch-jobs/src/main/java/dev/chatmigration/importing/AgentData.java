package dev.chatmigration.importing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How good our knowledge of an account's agents is.
 *
 * @param chatDeliveredAt when Chat agents of the account last came; null if never
 * @param supportDeliveredAt when Support users of the account last came; null if never
 * @param rejectedRecords agent records of the account refused in the latest delivery of each side
 */
public record AgentData(
        @Nullable Instant chatDeliveredAt, @Nullable Instant supportDeliveredAt, int rejectedRecords) {
    static final AgentData NONE = new AgentData(null, null, 0);
}
