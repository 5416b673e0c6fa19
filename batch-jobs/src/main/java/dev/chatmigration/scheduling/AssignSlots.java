package dev.chatmigration.scheduling;

import dev.chatmigration.database.Audit;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.domain.scheduling.EntryDecision;
import dev.chatmigration.domain.scheduling.SlotDecision;
import dev.chatmigration.domain.scheduling.SlotSearch;
import dev.chatmigration.domain.scheduling.SlotUse;
import dev.chatmigration.domain.scheduling.SlotWish;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.readiness.AccountReadiness;
import dev.chatmigration.readiness.Findings;
import dev.chatmigration.scheduling.DueNotices.ChangeOfDate;
import dev.chatmigration.scheduling.DueNotices.DateFacts;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.AccountSource;
import dev.chatmigration.steps.AccountWork;
import dev.chatmigration.steps.Night;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives a slot to the accounts that asked: those who asked first choose first. */
@Component
class AssignSlots implements AccountSource, AccountWork {
    private final LegacyAccounts accounts;
    private final AccountMigrations migrations;
    private final Findings findings;
    private final AccountReadiness readiness;
    private final DueNotices notices;
    private final SlotSearch search;

    AssignSlots(
            LegacyAccounts accounts,
            AccountMigrations migrations,
            Findings findings,
            AccountReadiness readiness,
            DueNotices notices,
            MigrationSettings settings) {
        this.accounts = accounts;
        this.migrations = migrations;
        this.findings = findings;
        this.readiness = readiness;
        this.notices = notices;
        this.search = new SlotSearch(settings.schedulingPolicy());
    }

    @Override
    public List<Long> next(Night night, @Nullable Long last, int limit) {
        return migrations.awaitingSlot(night.asOf(), last, limit);
    }

    @Override
    public long count(Night night) {
        return migrations.countAwaitingSlot(night.asOf());
    }

    @Override
    public void process(Night night, List<Long> accountIds) {
        Map<Long, Account> byId =
                accounts.accounts(accountIds).stream().collect(Collectors.toMap(Account::id, Function.identity()));
        Map<Long, MigrationState> states = migrations.forChange(accountIds);
        SlotUse use = migrations.useFrom(night.asOf());
        // What blocks an account counts only where it was moved too often, as hardly any was.
        Set<Long> blocked = findings.blocked(states.values().stream()
                .filter(state -> state.movedTooOftenAt() != null)
                .map(MigrationState::accountId)
                .toList());
        List<StateChange> changes = new ArrayList<>();
        List<ChangeOfDate> owed = new ArrayList<>();
        for (Long id : accountIds) {
            Account account = Objects.requireNonNull(byId.get(id), () -> "account " + id);
            MigrationState state = Objects.requireNonNull(states.get(id));
            if (EntryDecision.of(state.entryFacts(account, blocked.contains(id)), night.asOf())
                    instanceof EntryDecision.Enters) {
                assign(night, account, state, use, changes, owed);
            }
        }
        migrations.save(changes);
        notices.add(owed);
        judgeAccessAgain(night, byId, owed);
    }

    /** Account access must last beyond the slot, which nobody knew when readiness was judged. */
    private void judgeAccessAgain(Night night, Map<Long, Account> byId, List<ChangeOfDate> scheduled) {
        readiness.process(
                night,
                scheduled.stream()
                        .map(change -> change.after().accountId())
                        .filter(id -> expires(Objects.requireNonNull(byId.get(id))))
                        .toList());
    }

    private static boolean expires(Account account) {
        return account.security() != null && account.security().assumptionExpiration() != null;
    }

    private void assign(
            Night night,
            Account account,
            MigrationState state,
            SlotUse use,
            List<StateChange> changes,
            List<ChangeOfDate> owed) {
        MigrationState asked = state.asked();
        if (asked.state() != state.state()) {
            String what = state.state() == AccountState.ROLLED_BACK ? "ASKED_AGAIN" : "ASKED";
            changes.add(change(state, asked, what, night, null));
        }
        SlotDecision decision = search.earliest(SlotWish.of(account), night.date(), use);
        if (decision instanceof SlotDecision.Found found) {
            MigrationState scheduled = asked.slotSet(found.slot());
            changes.add(change(asked, scheduled, "SLOT_SET", night, null));
            use.take(found.slot().start(), 1);
            owed.add(new ChangeOfDate(scheduled, NoticeKind.SCHEDULED, night.asOf(), DateFacts.NONE));
        } else if (decision instanceof SlotDecision.NoneFits none) {
            if (!none.reason().equals(asked.note())) {
                changes.add(change(asked, asked.noneFits(none.reason()), "NO_SLOT_FITS", night, none.reason()));
            }
        } else {
            throw new AssertionError("A slot decision of an unknown kind: " + decision);
        }
    }

    private static StateChange change(
            MigrationState before, MigrationState after, String what, Night night, @Nullable String reason) {
        return new StateChange(before, after, what, night.asOf(), Audit.BATCH, reason);
    }
}
