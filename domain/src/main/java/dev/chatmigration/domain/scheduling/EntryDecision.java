package dev.chatmigration.domain.scheduling;

import java.time.Instant;

/**
 * Whether an account gets a slot tonight. Open findings do not keep it from one: the notice says what is left to do.
 */
public sealed interface EntryDecision {

    /** It gets a slot. */
    record Enters() implements EntryDecision {}

    /**
     * It gets none.
     *
     * @param sentence the reason in English, with what was found
     */
    record StaysOut(Reason reason, String sentence) implements EntryDecision {}

    /** Why an account gets no slot tonight. */
    enum Reason {
        /** It has a slot, or its upgrade is under way or done. */
        PAST_ASKING,
        /** Only the two legacy phases may enter. */
        PHASE_NOT_ELIGIBLE,
        NOT_ASKED,
        /** It asks at a later time than the present one. */
        ASKS_LATER,
        /** Cancelled or undone, and not asked for again since. */
        WITHDRAWN,
        /** Moved too often, not asked for again since, and still blocked. */
        MOVED_TOO_OFTEN
    }

    /** Decides for one account. */
    static EntryDecision of(EntryFacts facts, Instant now) {
        if (!facts.state().awaitsSlot()) {
            return new StaysOut(Reason.PAST_ASKING, "The account is %s.".formatted(facts.state()));
        }
        if (!facts.phase().isLegacy()) {
            return new StaysOut(
                    Reason.PHASE_NOT_ELIGIBLE,
                    "The account is in phase %s; only legacy_chat and legacy_chat_support may enter."
                            .formatted(facts.phase().label()));
        }
        var requestedAt = facts.requestedAt();
        if (requestedAt == null) {
            return new StaysOut(Reason.NOT_ASKED, "The account has not asked to be moved.");
        }
        if (requestedAt.isAfter(now)) {
            return new StaysOut(Reason.ASKS_LATER, "The account asks at %s, and it is %s.".formatted(requestedAt, now));
        }
        var withdrawnAt = facts.withdrawnAt();
        if (withdrawnAt != null && !requestedAt.isAfter(withdrawnAt)) {
            return new StaysOut(
                    Reason.WITHDRAWN,
                    "Cancelled or undone at %s, and not asked for again since %s.".formatted(withdrawnAt, requestedAt));
        }
        var movedTooOftenAt = facts.movedTooOftenAt();
        if (movedTooOftenAt != null && !requestedAt.isAfter(movedTooOftenAt) && facts.blocked()) {
            return new StaysOut(
                    Reason.MOVED_TOO_OFTEN,
                    "Moved too often at %s, not asked for again since %s, and still blocked."
                            .formatted(movedTooOftenAt, requestedAt));
        }
        return new Enters();
    }
}
