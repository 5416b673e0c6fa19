package dev.chatmigration.domain.scheduling;

/** How far an account has come. Being on hold is a flag beside the state, not a state. */
public enum AccountState {
    /** Known from the feed; has not asked. */
    REGISTERED,
    /** Has asked, and has no slot. */
    REQUESTED,
    /** Has a slot. */
    SCHEDULED,
    /** The switch has begun; recorded before it starts, so that a crash leaves a trace. */
    UPGRADING,
    /** The switch is done; open tasks may remain. */
    UPGRADED,
    /** Nothing is left to do. */
    FINALIZED,
    /** The switch was undone. */
    ROLLED_BACK;

    /** Whether an account in this state could be given a slot, if it asks. */
    boolean awaitsSlot() {
        return this == REGISTERED || this == REQUESTED || this == ROLLED_BACK;
    }

    /**
     * The state that the transition leads to.
     *
     * @throws IllegalStateException if the transition does not start here; the message names state and transition
     */
    public AccountState after(Transition transition) {
        if (transition.from() != this) {
            throw new IllegalStateException("An account that is %s cannot take %s, which leads from %s to %s (%s)"
                    .formatted(this, transition, transition.from(), transition.to(), transition.reason()));
        }
        return transition.to();
    }
}
