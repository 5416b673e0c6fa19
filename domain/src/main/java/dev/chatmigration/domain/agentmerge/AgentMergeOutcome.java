package dev.chatmigration.domain.agentmerge;

import dev.chatmigration.domain.readiness.Finding;
import java.util.List;

/**
 * What becomes of an account's agents.
 *
 * @param proposals by Chat agent id, those without one last; then by Support user id
 * @param leftOut records that become no agent, Chat's first, by id
 * @param findings on Chat agents by id, then on Support users by id, then on the account
 * @param balance the proof that no record was lost or counted twice
 */
public record AgentMergeOutcome(
        List<AgentProposal> proposals, List<LeftOut> leftOut, List<Finding> findings, Balance balance) {
    public AgentMergeOutcome {
        proposals = List.copyOf(proposals);
        leftOut = List.copyOf(leftOut);
        findings = List.copyOf(findings);
    }
}
