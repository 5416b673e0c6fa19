package dev.chatmigration.domain.agentmerge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent of the upgraded account as it would be created tonight.
 *
 * @param chatAgentId null where nobody from Chat is part of it
 * @param supportUserId null where nobody from Support is part of it, or it is not clear who
 * @param email the sign-in address, trimmed, as given; null where there is none. Where the proposal waits for
 *     {@code agent-address-invalid} it may be a text that no mail can be sent to
 * @param alias what visitors see; null where neither side has one
 * @param active false for an agent who is carried but cannot sign in
 * @param evidence why this is the proposal, and what gets lost by it
 * @param waits whether a person has to answer something first; the finding on one of its records says what
 */
public record AgentProposal(
        @Nullable Long chatAgentId,
        @Nullable Long supportUserId,
        Scenario scenario,
        @Nullable String email,
        String name,
        @Nullable String alias,
        DecidedBy decidedBy,
        Role role,
        SignIn signIn,
        boolean active,
        List<Evidence> evidence,
        boolean waits) {
    public AgentProposal {
        evidence = List.copyOf(evidence);
    }

    /** Whether a record of each side is part of it. */
    public boolean isPair() {
        return chatAgentId != null && supportUserId != null;
    }

    /** Chat agents take a seat whatever their role, except those known to Chat only and switched off there. */
    boolean takesSeat() {
        if (chatAgentId == null) {
            return role != Role.LIGHT_AGENT && role != Role.CONTRIBUTOR;
        }
        return active || scenario != Scenario.CHAT_ONLY;
    }
}
