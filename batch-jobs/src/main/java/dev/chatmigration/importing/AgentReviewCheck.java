package dev.chatmigration.importing;

import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.AgentReview.Decision;
import dev.chatmigration.domain.account.AgentReview.ReviewedRole;
import java.time.Instant;
import java.util.Map;

/** An administrator's decision; without agent, decision or time it decides nothing. */
final class AgentReviewCheck implements RecordParser.RecordCheck<AgentReview> {
    private static final Map<String, Decision> DECISIONS = Words.of(Decision::name, Decision.values());
    private static final Map<String, ReviewedRole> ROLES = Words.of(Words::hyphenated, ReviewedRole.values());

    @Override
    public AgentReview check(long accountId, FeedObject review) throws RecordRejected {
        long chatAgentId = review.requiredId("chat_agent_id");
        Decision decision = review.requiredOneOf("decision", DECISIONS);
        Instant reviewedAt = review.requiredInstant("reviewed_at");
        Long supportUserId = decision == Decision.SAME_PERSON
                ? Long.valueOf(review.requiredId("support_user_id"))
                : review.id("support_user_id");
        String reviewedBy = review.text("reviewed_by");
        return new AgentReview(
                accountId,
                chatAgentId,
                decision,
                supportUserId,
                review.address("email"),
                review.oneOf("role", ROLES),
                reviewedBy == null ? "not named" : reviewedBy,
                reviewedAt);
    }
}
