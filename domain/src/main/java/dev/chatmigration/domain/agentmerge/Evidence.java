package dev.chatmigration.domain.agentmerge;

/**
 * Something that speaks for a proposal, or gets lost by it.
 *
 * @param kind the label of an {@link EvidenceKind}
 * @param detail a full sentence for an administrator
 * @param score 0 to 100: how strongly it says that two records are one person; 0 where it says nothing about that
 */
public record Evidence(String kind, String detail, int score) {
    static Evidence of(EvidenceKind kind, String detail) {
        return new Evidence(kind.label(), detail, kind.score());
    }

    /** Whether it points to somebody who may be the same person, for a human to look at. */
    public boolean suggests() {
        return EvidenceKind.SUGGESTIONS.stream().anyMatch(each -> each.label().equals(kind));
    }
}
