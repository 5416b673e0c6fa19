package dev.chatmigration.domain.scheduling;

import static dev.chatmigration.domain.scheduling.AccountState.FINALIZED;
import static dev.chatmigration.domain.scheduling.AccountState.REGISTERED;
import static dev.chatmigration.domain.scheduling.AccountState.REQUESTED;
import static dev.chatmigration.domain.scheduling.AccountState.ROLLED_BACK;
import static dev.chatmigration.domain.scheduling.AccountState.SCHEDULED;
import static dev.chatmigration.domain.scheduling.AccountState.UPGRADED;
import static dev.chatmigration.domain.scheduling.AccountState.UPGRADING;

/** Everything that may happen to an account's state, each arrow with its reason. What is not listed is refused. */
public enum Transition {
    ASKED(REGISTERED, REQUESTED, "the account asked to be moved"),
    SLOT_SET(REQUESTED, SCHEDULED, "a slot was set"),
    MOVED(SCHEDULED, SCHEDULED, "the slot was moved"),
    CANCELLED(SCHEDULED, REQUESTED, "the slot was cancelled"),
    MOVED_TOO_OFTEN(SCHEDULED, REQUESTED, "the slot could not be kept and no further one was given"),
    PHASE_CHANGED(SCHEDULED, REQUESTED, "the account reached phase 3 or 4 in another way"),
    STARTED(SCHEDULED, UPGRADING, "the upgrade started"),
    DONE(UPGRADING, UPGRADED, "the upgrade was applied"),
    FAILED(UPGRADING, SCHEDULED, "the upgrade failed, nothing was applied, and a new slot was set"),
    FOUND_AFTER_CRASH(
            UPGRADING, SCHEDULED, "the upgrade was cut off, nothing was applied, and it is tried again or moved"),
    FAILED_TOO_OFTEN(UPGRADING, REQUESTED, "the upgrade failed, nothing was applied, and no further slot was given"),
    UNDONE(UPGRADED, ROLLED_BACK, "the upgrade was undone"),
    ASKED_AGAIN(ROLLED_BACK, REQUESTED, "the account asked again after its upgrade was undone"),
    CLOSED(UPGRADED, FINALIZED, "nothing is left to do");

    private final AccountState from;
    private final AccountState to;
    private final String reason;

    Transition(AccountState from, AccountState to, String reason) {
        this.from = from;
        this.to = to;
        this.reason = reason;
    }

    public AccountState from() {
        return from;
    }

    public AccountState to() {
        return to;
    }

    /** Why an account goes this way, as the end of an English sentence. */
    public String reason() {
        return reason;
    }
}
