package dev.chatmigration.domain.agentmerge;

import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Chat agents who would become the same Support agent, or would sign in with the same address. Only reviews lose a
 * contest: what the rules do without a review is either safe or held back for another reason.
 */
final class Contest {
    private final NavigableSet<Long> unreviewed = new TreeSet<>();
    private final NavigableSet<Long> reviewed = new TreeSet<>();
    private final NavigableSet<Long> firmlyReviewed = new TreeSet<>();

    /** Joined without a review. */
    void join(long chatAgentId) {
        unreviewed.add(chatAgentId);
    }

    /** Joined by a review that yields to anybody else. */
    void joinByReview(long chatAgentId) {
        reviewed.add(chatAgentId);
    }

    /** Joined by a review that yields only to another of its kind: the address is one of the Support agent's own. */
    void joinFirmlyByReview(long chatAgentId) {
        firmlyReviewed.add(chatAgentId);
    }

    void leave(long chatAgentId) {
        unreviewed.remove(chatAgentId);
        reviewed.remove(chatAgentId);
        firmlyReviewed.remove(chatAgentId);
    }

    /** Those whose review cannot stand beside the others. */
    Set<Long> losers() {
        NavigableSet<Long> losers = new TreeSet<>();
        if (firmlyReviewed.size() > 1) {
            losers.addAll(firmlyReviewed);
        }
        if (all().size() > 1) {
            losers.addAll(reviewed);
        }
        return losers;
    }

    NavigableSet<Long> all() {
        NavigableSet<Long> all = new TreeSet<>(unreviewed);
        all.addAll(reviewed);
        all.addAll(firmlyReviewed);
        return all;
    }
}
