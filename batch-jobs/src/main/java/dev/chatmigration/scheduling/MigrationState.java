package dev.chatmigration.scheduling;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.MigrationRequest;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.domain.scheduling.EntryFacts;
import dev.chatmigration.domain.scheduling.Slot;
import dev.chatmigration.domain.scheduling.Transition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an account stands. Each method returns the state after one arrow of the brief, refusing arrows that do not
 * exist.
 *
 * @param slot set while SCHEDULED and after; null where none was promised
 * @param revision grows with every promise made, moved, put on hold, confirmed or withdrawn
 * @param moves how often we moved the account ourselves since it was last given a slot afresh
 * @param withdrawnAt when its slot was last cancelled or its upgrade last undone
 * @param movedTooOftenAt when it was last sent back to wait
 * @param note why it has no slot, where the search found none
 */
public record MigrationState(
        long accountId,
        AccountState state,
        boolean held,
        @Nullable Slot slot,
        int revision,
        int moves,
        @Nullable Instant withdrawnAt,
        @Nullable Instant movedTooOftenAt,
        @Nullable String note) {

    /** An account of which nothing is recorded yet. */
    static MigrationState registered(long accountId) {
        return new MigrationState(accountId, AccountState.REGISTERED, false, null, 0, 0, null, null, null);
    }

    /** The slot of an account that must have one. */
    public Slot promised() {
        if (slot == null) {
            throw new IllegalStateException("Account " + accountId + " is " + state + " and has no slot");
        }
        return slot;
    }

    /**
     * What decides whether the account gets a slot.
     *
     * @param blocked whether an open finding blocks its upgrade
     */
    public EntryFacts entryFacts(Account account, boolean blocked) {
        MigrationRequest request = account.migration();
        return new EntryFacts(
                account.phase(),
                state,
                request == null ? null : request.requestedAt(),
                withdrawnAt,
                movedTooOftenAt,
                blocked);
    }

    MigrationState asked() {
        return switch (state) {
            case REGISTERED -> with(state.after(Transition.ASKED), slot, revision);
            case ROLLED_BACK -> with(state.after(Transition.ASKED_AGAIN), slot, revision);
            default -> this;
        };
    }

    MigrationState slotSet(Slot chosen) {
        return new MigrationState(
                accountId, state.after(Transition.SLOT_SET), held, chosen, revision + 1, 0, withdrawnAt, null, null);
    }

    MigrationState noneFits(String reason) {
        return new MigrationState(accountId, state, held, slot, revision, moves, withdrawnAt, movedTooOftenAt, reason);
    }

    /** Moved by somebody's choice, which does not count against {@link #moves}. */
    MigrationState movedByChoice(Slot chosen) {
        return with(state.after(Transition.MOVED), chosen, revision + 1);
    }

    /** Moved by us, because the slot could not be kept. */
    public MigrationState movedByUs(Slot chosen) {
        return new MigrationState(
                accountId,
                state.after(state == AccountState.UPGRADING ? Transition.FAILED : Transition.MOVED),
                held,
                chosen,
                revision + 1,
                moves + 1,
                withdrawnAt,
                movedTooOftenAt,
                null);
    }

    /**
     * No further slot: the account waits.
     *
     * @param tooOftenAt now where we have moved it as often as we are willing to; null where no slot fits, which is
     *     tried again every night
     */
    public MigrationState givenUp(@Nullable Instant tooOftenAt, String reason) {
        return new MigrationState(
                accountId,
                state.after(state == AccountState.UPGRADING ? Transition.FAILED_TOO_OFTEN : Transition.MOVED_TOO_OFTEN),
                held,
                null,
                revision + 1,
                0,
                withdrawnAt,
                tooOftenAt,
                reason);
    }

    /** Cancelled; an account without a slot only remembers that it is not to get one. */
    MigrationState cancelled(Instant at) {
        return state == AccountState.SCHEDULED
                ? new MigrationState(
                        accountId, state.after(Transition.CANCELLED), held, null, revision + 1, 0, at, null, null)
                : new MigrationState(accountId, state, held, slot, revision, moves, at, movedTooOftenAt, note);
    }

    MigrationState phaseChanged(Instant at) {
        return new MigrationState(
                accountId, state.after(Transition.PHASE_CHANGED), held, null, revision + 1, 0, at, null, null);
    }

    /** Whether a date is promised that has not been kept yet. */
    public boolean hasDate() {
        return state == AccountState.SCHEDULED && slot != null;
    }

    /** On hold, where a date that was promised counts no longer. */
    MigrationState putOnHold() {
        return onHold(true, hasDate() ? revision + 1 : revision);
    }

    MigrationState released() {
        return onHold(false, revision);
    }

    /** The date that was taken back counts again. */
    MigrationState promisedAgain() {
        return onHold(held, revision + 1);
    }

    private MigrationState onHold(boolean hold, int nextRevision) {
        return new MigrationState(
                accountId, state, hold, slot, nextRevision, moves, withdrawnAt, movedTooOftenAt, note);
    }

    public MigrationState started() {
        return with(state.after(Transition.STARTED), slot, revision);
    }

    /** Cut off in the middle of an upgrade of which nothing was applied. */
    public MigrationState foundAfterCrash() {
        return with(state.after(Transition.FOUND_AFTER_CRASH), slot, revision);
    }

    public MigrationState done() {
        return with(state.after(Transition.DONE), slot, revision);
    }

    /** Undone: the slot is given back, and only a request later than {@code at} gets another. */
    public MigrationState undone(Instant at) {
        return new MigrationState(
                accountId, state.after(Transition.UNDONE), held, null, revision + 1, 0, at, null, null);
    }

    MigrationState closed() {
        return with(state.after(Transition.CLOSED), slot, revision);
    }

    private MigrationState with(AccountState next, @Nullable Slot nextSlot, int nextRevision) {
        return new MigrationState(
                accountId, next, held, nextSlot, nextRevision, moves, withdrawnAt, movedTooOftenAt, note);
    }
}
