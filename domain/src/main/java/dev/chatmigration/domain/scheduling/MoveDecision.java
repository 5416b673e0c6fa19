package dev.chatmigration.domain.scheduling;

import java.time.LocalDate;

/** What becomes of an account whose slot could not be kept. */
public sealed interface MoveDecision {

    /** It gets a new slot, with the full notice again. */
    record MoveTo(Slot slot) implements MoveDecision {}

    /**
     * It goes back to {@link AccountState#REQUESTED} and waits.
     *
     * @param reason as an English sentence
     */
    record GiveUp(Cause cause, String reason) implements MoveDecision {
        /** Why there is no new slot. */
        public enum Cause {
            /** It has been moved as often as we are willing to. */
            MOVED_TOO_OFTEN,
            /** The search found none. */
            NONE_FITS
        }
    }

    /**
     * Decides for one account.
     *
     * @param movesSoFar how often we have moved it since it last entered; moves that its administrators or operations
     *     chose do not count
     * @param noticeFrom the night, or the UTC date of the present instant where no night runs
     */
    static MoveDecision of(
            int movesSoFar, SlotWish wish, LocalDate noticeFrom, SlotSearch search, SlotOccupancy occupancy) {
        var maxMoves = search.policy().maxMoves();
        if (movesSoFar >= maxMoves) {
            return new GiveUp(
                    GiveUp.Cause.MOVED_TOO_OFTEN,
                    "The account was moved %d times already; at most %d are allowed.".formatted(movesSoFar, maxMoves));
        }
        var decision = search.earliest(wish, noticeFrom, occupancy);
        if (decision instanceof SlotDecision.Found found) {
            return new MoveTo(found.slot());
        }
        if (decision instanceof SlotDecision.NoneFits none) {
            return new GiveUp(GiveUp.Cause.NONE_FITS, none.reason());
        }
        throw new AssertionError("A slot decision of an unknown kind: " + decision);
    }
}
