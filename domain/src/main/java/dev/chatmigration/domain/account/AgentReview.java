package dev.chatmigration.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's decision on one Chat agent.
 *
 * @param supportUserId given with {@link Decision#SAME_PERSON}
 * @param email with {@code SAME_PERSON} the sign-in address to keep, with {@code CHAT_ONLY} the new agent's address
 * @param role what the merged agent shall be; null leaves it to the rules
 */
public record AgentReview(
        long accountId,
        long chatAgentId,
        Decision decision,
        @Nullable Long supportUserId,
        @Nullable String email,
        @Nullable ReviewedRole role,
        String reviewedBy,
        Instant reviewedAt) {

    /** What the administrator decided. */
    public enum Decision {
        SAME_PERSON,
        CHAT_ONLY,
        NO_CHAT
    }

    /** The roles a review may give. */
    public enum ReviewedRole {
        ADMIN,
        AGENT
    }
}
