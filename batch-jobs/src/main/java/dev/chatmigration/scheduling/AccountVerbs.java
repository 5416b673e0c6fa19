package dev.chatmigration.scheduling;

import dev.chatmigration.database.Rows;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.MigrationRequest;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.Postponed.Postponement;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.domain.scheduling.AdministratorMove;
import dev.chatmigration.domain.scheduling.ChosenSlot;
import dev.chatmigration.domain.scheduling.MoveDecision;
import dev.chatmigration.domain.scheduling.OperationsMove;
import dev.chatmigration.domain.scheduling.Slot;
import dev.chatmigration.domain.scheduling.SlotSearch;
import dev.chatmigration.domain.scheduling.SlotUse;
import dev.chatmigration.domain.scheduling.SlotWish;
import dev.chatmigration.domain.scheduling.StartDecision;
import dev.chatmigration.scheduling.DueNotices.ChangeOfDate;
import dev.chatmigration.scheduling.DueNotices.DateFacts;
import dev.chatmigration.settings.MigrationSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a person, or an event of the feed, may do to one account. Each verb writes the state, its history and the notice
 * it causes in the caller's transaction, and answers with a sentence.
 */
@Component
public class AccountVerbs {
    private final Rows rows;
    private final AccountMigrations migrations;
    private final DueNotices notices;
    private final MigrationSettings settings;
    private final SlotSearch search;

    AccountVerbs(Rows rows, AccountMigrations migrations, DueNotices notices, MigrationSettings settings) {
        this.rows = rows;
        this.migrations = migrations;
        this.notices = notices;
        this.settings = settings;
        this.search = new SlotSearch(settings.schedulingPolicy());
    }

    /** Who does it, when, and why. */
    public record Act(Instant at, String by, @Nullable String reason) {}

    /**
     * How a verb ended.
     *
     * @param done false where it was refused; the sentence says why
     */
    public record Answer(boolean done, String sentence) {
        static Answer done(String sentence) {
            return new Answer(true, sentence);
        }

        static Answer refused(String sentence) {
            return new Answer(false, sentence);
        }
    }

    /** Gives up the slot; the account gets another only for a later request, or by {@link #schedule}. */
    public Answer cancel(Account account, Act act) {
        MigrationState recorded = migrations.forChange(account.id());
        MigrationState before = hasAsked(account, recorded, act.at()) ? recorded.asked() : recorded;
        if (before.state() != AccountState.SCHEDULED
                && before.state() != AccountState.REQUESTED
                && before.state() != AccountState.REGISTERED) {
            return Answer.refused("Account " + account.id() + " is " + before.state() + " and cannot be cancelled.");
        }
        MigrationState after = before.cancelled(act.at());
        save(before, after, "CANCELLED", act);
        Slot slot = before.slot();
        if (before.state() == AccountState.SCHEDULED && slot != null) {
            owe(after, NoticeKind.CANCELLED, slot, Notice.Cancelled.Cancellation.REQUESTED.name(), act);
            return Answer.done("Account " + account.id() + " was cancelled; its slot of " + slot.local() + " ("
                    + slot.zone() + ") is free again.");
        }
        return Answer.done("Account " + account.id() + " had no slot; it gets none for its present request.");
    }

    /** An administrator of the account moves its slot, within the bounds for administrators. */
    public Answer reschedule(Account account, LocalDateTime wish, Act act) {
        MigrationState before = migrations.forChange(account.id());
        if (before.state() != AccountState.SCHEDULED) {
            return Answer.refused("Account " + account.id() + " is " + before.state() + "; only a slot can be moved.");
        }
        return choose(
                account,
                before,
                AdministratorMove.check(
                        wish,
                        before.slot(),
                        account.timeZone(),
                        act.at(),
                        settings.schedulingPolicy(),
                        migrations.useFrom(act.at())),
                act);
    }

    /** Operations set or move the slot. */
    public Answer schedule(Account account, LocalDateTime wish, Act act) {
        MigrationState before = migrations.forChange(account.id()).asked();
        if (before.state() != AccountState.SCHEDULED && before.state() != AccountState.REQUESTED) {
            return Answer.refused("Account " + account.id() + " is " + before.state() + " and cannot be given a slot.");
        }
        if (!account.phase().isLegacy()) {
            return Answer.refused("Account " + account.id() + " is in phase "
                    + account.phase().label() + "; only legacy accounts are upgraded.");
        }
        return choose(
                account,
                before,
                OperationsMove.check(
                        wish,
                        before.slot(),
                        account.timeZone(),
                        act.at(),
                        settings.schedulingPolicy(),
                        migrations.useFrom(act.at())),
                act);
    }

    /** No mail but the one that says so, and no upgrade, until the account is released. */
    public Answer hold(long accountId, Act act) {
        MigrationState before = migrations.forChange(accountId);
        if (before.held()) {
            return Answer.done("Account " + accountId + " is on hold already.");
        }
        MigrationState after = before.putOnHold();
        save(before, after, "HELD", act);
        if (before.hasDate()) {
            owe(after, NoticeKind.ON_HOLD, before.promised(), null, act);
            return Answer.done(
                    "Account " + accountId + " is on hold: no upgrade, and no mail but the one that says so.");
        }
        return Answer.done("Account " + accountId + " is on hold: no mail, no upgrade.");
    }

    /** Ends a hold: a slot that passed meanwhile is moved, and one that is still to come counts again. */
    public Answer release(Account account, Act act) {
        MigrationState before = migrations.forChange(account.id());
        if (!before.held()) {
            return Answer.done("Account " + account.id() + " is not on hold.");
        }
        MigrationState released = before.released();
        save(before, released, "RELEASED", act);
        Slot slot = released.slot();
        if (released.state() == AccountState.SCHEDULED
                && slot != null
                && StartDecision.of(slot.start(), act.at(), settings.startTolerance()) == StartDecision.TOO_LATE) {
            MigrationState moved = moveByUs(List.of(new Unkept(account, released, Postponement.HELD)), act)
                    .get(0);
            Slot next = moved.slot();
            return Answer.done("Account " + account.id() + " is released; its slot had passed and "
                    + (next == null
                            ? "it waits for a new one."
                            : "is now " + next.local() + " (" + next.zone() + ")."));
        }
        // Where the slot was moved meanwhile, the notice of that has waited and says the date.
        if (released.hasDate() && notices.everOwed(account.id(), NoticeKind.ON_HOLD, released.revision())) {
            MigrationState again = released.promisedAgain();
            save(released, again, "DATE_CONFIRMED", act);
            notices.add(List.of(new ChangeOfDate(again, NoticeKind.SCHEDULED, act.at(), DateFacts.NONE)));
        }
        return Answer.done("Account " + account.id() + " is released.");
    }

    /** Keeps in the history that something asked for was not done, and why. */
    void refused(long accountId, String what, Act act) {
        MigrationState state = migrations.forChange(accountId);
        save(state, state, what + "_REFUSED", act);
    }

    /** Whether the account has asked, and not only before it was last cancelled or undone. */
    private static boolean hasAsked(Account account, MigrationState recorded, Instant at) {
        MigrationRequest request = account.migration();
        return account.phase().isLegacy()
                && request != null
                && request.requestedAt() != null
                && !request.requestedAt().isAfter(at)
                && (recorded.withdrawnAt() == null || request.requestedAt().isAfter(recorded.withdrawnAt()));
    }

    /** Nothing is left to do for the account. */
    public Answer close(long accountId, Act act) {
        MigrationState before = migrations.forChange(accountId);
        if (before.state() != AccountState.UPGRADED) {
            return Answer.refused(
                    "Account " + accountId + " is " + before.state() + "; only an upgraded one can be" + " finalized.");
        }
        save(before, before.closed(), "CLOSED", act);
        return Answer.done("Account " + accountId + " is finalized.");
    }

    /**
     * A slot that could not be kept.
     *
     * @param before the account with that slot
     */
    public record Unkept(Account account, MigrationState before, Postponement cause) {}

    /**
     * Moves slots that could not be kept, or sends their accounts back to wait, and owes the administrators the reason.
     * Accounts get their new slots in the order in which they are given.
     */
    public List<MigrationState> moveByUs(List<Unkept> slots, Act act) {
        SlotUse use = migrations.useFrom(act.at());
        List<StateChange> changes = new ArrayList<>();
        List<ChangeOfDate> owed = new ArrayList<>();
        for (Unkept unkept : slots) {
            MigrationState before = unkept.before();
            MigrationState after = nextAfter(unkept.account(), before, use, act);
            Slot missed = before.promised();
            Slot next = after.slot();
            use.take(missed.start(), -1);
            if (next != null) {
                use.take(next.start(), 1);
            }
            changes.add(change(before, after, next == null ? "MOVED_TOO_OFTEN" : "MOVED", act));
            owed.add(owed(after, NoticeKind.POSTPONED, missed, unkept.cause().name(), act));
        }
        rows.inOneTrip(() -> {
            migrations.save(changes);
            notices.add(owed);
        });
        return changes.stream().map(StateChange::after).toList();
    }

    /** Records that an upgrade failed with nothing applied, and owes the administrators a new date. */
    public MigrationState failed(Account account, MigrationState before, Act act) {
        Slot tried = before.promised();
        MigrationState after = nextAfter(account, before, migrations.useFrom(act.at()), act);
        save(before, after, after.slot() == null ? "FAILED_TOO_OFTEN" : "FAILED", act);
        owe(after, NoticeKind.UPGRADE_FAILED, tried, null, act);
        return after;
    }

    private MigrationState nextAfter(Account account, MigrationState before, SlotUse use, Act act) {
        MoveDecision decision = MoveDecision.of(
                before.moves(), SlotWish.of(account), LocalDate.ofInstant(act.at(), ZoneOffset.UTC), search, use);
        if (decision instanceof MoveDecision.MoveTo move) {
            return before.movedByUs(move.slot());
        }
        if (decision instanceof MoveDecision.GiveUp giveUp) {
            boolean tooOften = giveUp.cause() == MoveDecision.GiveUp.Cause.MOVED_TOO_OFTEN;
            return before.givenUp(tooOften ? act.at() : null, giveUp.reason());
        }
        throw new AssertionError("A move decision of an unknown kind: " + decision);
    }

    private Answer choose(Account account, MigrationState before, ChosenSlot choice, Act act) {
        if (choice instanceof ChosenSlot.Refused refused) {
            return Answer.refused("Account " + account.id() + ": " + refused.sentence());
        }
        if (!(choice instanceof ChosenSlot.Accepted accepted)) {
            throw new AssertionError("A choice of an unknown kind: " + choice);
        }
        Slot slot = accepted.slot();
        Slot old = before.slot();
        if (old != null && before.state() == AccountState.SCHEDULED) {
            if (old.start().equals(slot.start())) {
                return Answer.done("Account " + account.id() + " has that slot already.");
            }
            MigrationState after = before.movedByChoice(slot);
            save(before, after, "MOVED", act);
            Optional<DateFacts> untoldHold = before.held()
                    ? notices.untold(account.id(), NoticeKind.ON_HOLD, before.revision())
                    : Optional.empty();
            if (untoldHold.isPresent()) {
                // Nobody has heard of the hold yet, and the new date counts no sooner than the release says it.
                notices.add(List.of(new ChangeOfDate(after, NoticeKind.ON_HOLD, act.at(), untoldHold.get())));
            } else {
                owe(after, NoticeKind.RESCHEDULED, old, null, act);
            }
        } else {
            MigrationState after = before.slotSet(slot);
            save(before, after, "SLOT_SET", act);
            notices.add(List.of(new ChangeOfDate(after, NoticeKind.SCHEDULED, act.at(), DateFacts.NONE)));
        }
        return Answer.done("Account " + account.id() + " is upgraded on " + slot.local() + " (" + slot.zone() + ").");
    }

    private void owe(MigrationState after, NoticeKind kind, Slot before, @Nullable String cause, Act act) {
        notices.add(List.of(owed(after, kind, before, cause, act)));
    }

    private static ChangeOfDate owed(
            MigrationState after, NoticeKind kind, Slot before, @Nullable String cause, Act act) {
        return new ChangeOfDate(
                after,
                kind,
                act.at(),
                new DateFacts(before.start(), before.zone().getId(), cause, act.reason()));
    }

    private void save(MigrationState before, MigrationState after, String what, Act act) {
        migrations.save(List.of(change(before, after, what, act)));
    }

    private static StateChange change(MigrationState before, MigrationState after, String what, Act act) {
        return new StateChange(before, after, what, act.at(), act.by(), act.reason());
    }
}
