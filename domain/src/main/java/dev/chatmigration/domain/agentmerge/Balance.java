package dev.chatmigration.domain.agentmerge;

import java.util.List;

/**
 * Where the records of both sides went.
 *
 * @param chatAgents records of Chat
 * @param supportAgents records of Support with role agent or admin, deleted ones included
 * @param agents agents that come out of it without waiting
 * @param pairsMerged how many of those were made of two records
 * @param leftOut records that become no agent, each with a reason
 * @param waiting records that are part of a waiting proposal
 */
public record Balance(int chatAgents, int supportAgents, int agents, int pairsMerged, int leftOut, int waiting) {

    static Balance of(ChatSide chat, SupportSide support, List<AgentProposal> proposals, List<LeftOut> leftOut) {
        int agents = 0;
        int pairsMerged = 0;
        int waiting = 0;
        for (AgentProposal proposal : proposals) {
            int second = proposal.isPair() ? 1 : 0;
            if (proposal.waits()) {
                waiting += 1 + second;
            } else {
                agents++;
                pairsMerged += second;
            }
        }
        return new Balance(
                chat.records().size(),
                support.live().size() + support.deleted().size(),
                agents,
                pairsMerged,
                leftOut.size(),
                waiting);
    }

    /** Whether every record that came in stands in exactly one place. */
    public boolean addsUp() {
        return chatAgents + supportAgents == agents + pairsMerged + leftOut + waiting;
    }
}
