package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.AgentReview.Decision;
import dev.chatmigration.domain.account.AgentReview.ReviewedRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An administrator's review in the making. */
public final class Review {
    private final long chatAgentId;
    private final Decision decision;
    private final @Nullable Long supportUserId;
    private @Nullable String email;
    private @Nullable ReviewedRole role;
    private Instant at = Instant.parse("2026-11-01T10:00:00Z");

    private Review(long chatAgentId, Decision decision, @Nullable Long supportUserId) {
        this.chatAgentId = chatAgentId;
        this.decision = decision;
        this.supportUserId = supportUserId;
    }

    public static Review samePerson(long chatAgentId, @Nullable Long supportUserId) {
        return new Review(chatAgentId, Decision.SAME_PERSON, supportUserId);
    }

    public static Review chatOnly(long chatAgentId) {
        return new Review(chatAgentId, Decision.CHAT_ONLY, null);
    }

    public static Review noChat(long chatAgentId) {
        return new Review(chatAgentId, Decision.NO_CHAT, null);
    }

    public Review withEmail(@Nullable String email) {
        this.email = email;
        return this;
    }

    public Review withRole(ReviewedRole role) {
        this.role = role;
        return this;
    }

    public Review daysLater(int days) {
        at = at.plusSeconds(86_400L * days);
        return this;
    }

    public AgentReview build() {
        return new AgentReview(1, chatAgentId, decision, supportUserId, email, role, "Ada", at);
    }
}
