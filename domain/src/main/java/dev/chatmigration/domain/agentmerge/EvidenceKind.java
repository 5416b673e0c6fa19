package dev.chatmigration.domain.agentmerge;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The kinds of evidence. Names are stable; the score orders suggestions for a person to look at and decides nothing by
 * itself.
 */
public enum EvidenceKind {
    /** Both sides know the same address as the one to sign in with. */
    SAME_ADDRESS(100),
    /** An administrator's review. */
    REVIEW(100),
    /** The Chat address is a verified further address of a Support agent. */
    VERIFIED_IDENTITY(95),
    /** The Chat address is a further address of a Support agent which nobody has verified. */
    UNVERIFIED_IDENTITY(90),
    /** The two addresses look alike to the eye and are not the same characters. */
    CONFUSABLE_ADDRESS(85),
    /** The two addresses differ by one slip of the keyboard, or by the end of the domain. */
    NEAR_ADDRESS(75),
    /** The two full names are equal, but for case, accents and blanks. */
    SAME_NAME(70),
    /** The two full names are equal once first and last name are swapped. */
    SWAPPED_NAME(60),
    /** A Chat name that is not carried over. */
    CHAT_NAME(0),
    /** A Chat display name that is not carried over. */
    CHAT_ALIAS(0),
    /** A Chat address that is not the one to sign in with. */
    CHAT_ADDRESS(0),
    /** A primary Support address that is not the one to sign in with. */
    SUPPORT_ADDRESS(0),
    /** What the two sides say about administrator rights, where they differ. */
    ADMINISTRATOR_RIGHTS(0),
    /** Several records of one side have this address. */
    DUPLICATE_ADDRESS(0),
    /** The address is missing or is none. */
    INVALID_ADDRESS(0),
    /** The address belongs to an end user. */
    TAKEN_ADDRESS(0),
    /** A review that no longer fits. */
    OUTDATED_REVIEW(0);

    /** What a likeness is called; the other kinds say what was decided and why. */
    static final Set<EvidenceKind> SUGGESTIONS =
            EnumSet.of(UNVERIFIED_IDENTITY, CONFUSABLE_ADDRESS, NEAR_ADDRESS, SAME_NAME, SWAPPED_NAME);

    private final int score;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    EvidenceKind(int score) {
        this.score = score;
    }

    int score() {
        return score;
    }

    /** The stable name, for instance {@code same-address}. */
    public String label() {
        return label;
    }
}
