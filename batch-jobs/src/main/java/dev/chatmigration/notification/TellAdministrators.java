package dev.chatmigration.notification;

import dev.chatmigration.agentmerge.AgentDecisions;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.notification.Notice.Slot;
import dev.chatmigration.domain.notification.Notice.Task;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.domain.notification.ReminderDays;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.readiness.Findings;
import dev.chatmigration.readiness.Findings.OpenFinding;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.DueNotices;
import dev.chatmigration.scheduling.DueNotices.DueNotice;
import dev.chatmigration.scheduling.MigrationState;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.AccountSource;
import dev.chatmigration.steps.AccountSteps;
import dev.chatmigration.steps.AccountWork;
import dev.chatmigration.steps.AccountsToDecide;
import dev.chatmigration.steps.Night;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Finds out whom to tell of what an account is owed, and what is left to do there, and writes a notice to each. */
@Component
class TellAdministrators implements AccountSource, AccountWork {
    private final DueNotices due;
    private final LegacyAccounts accounts;
    private final AccountsToDecide toDecide;
    private final AccountMigrations migrations;
    private final AgentDecisions agents;
    private final Findings findings;
    private final Notices notices;
    private final MigrationSettings settings;
    private final ReadingHours hours;

    TellAdministrators(
            DueNotices due,
            LegacyAccounts accounts,
            AccountsToDecide toDecide,
            AccountMigrations migrations,
            AgentDecisions agents,
            Findings findings,
            Notices notices,
            MigrationSettings settings) {
        this.due = due;
        this.accounts = accounts;
        this.toDecide = toDecide;
        this.migrations = migrations;
        this.agents = agents;
        this.findings = findings;
        this.notices = notices;
        this.settings = settings;
        this.hours = settings.readingHours();
    }

    @Override
    public List<Long> next(Night night, @Nullable Long last, int limit) {
        return due.accounts(night.asOf(), last == null ? Long.MIN_VALUE : last, limit);
    }

    @Override
    public long count(Night night) {
        return due.count(night.asOf());
    }

    @Override
    public List<Long> ends(int ranges) {
        return toDecide.ends(ranges);
    }

    @Override
    public void process(Night night, List<Long> accountIds) {
        Map<Long, List<OpenFinding>> open = findings.open(accountIds);
        Map<Long, LegacyAccount> legacy =
                accounts.withAdministrators(accountIds, OpenTasks.people(open.values())).stream()
                        .collect(Collectors.toMap(each -> each.account().id(), Function.identity()));
        Map<Long, MigrationState> states = migrations.of(accountIds);
        Map<Long, Integer> onBehalf = agents.onBehalf(accountIds);
        List<DueNotice> owed = due.open(accountIds, night.asOf());
        Map<Long, Set<String>> toldOfADate = notices.toldOfADate(accountsMoved(owed));
        List<NoticeTo> written = new ArrayList<>();
        Map<Long, DueNotice> reminders = new LinkedHashMap<>();
        for (DueNotice notice : owed) {
            long id = notice.accountId();
            LegacyAccount account = Objects.requireNonNull(legacy.get(id));
            MigrationState state = Objects.requireNonNull(states.get(id));
            if (notice.revision() < state.revision() || isOver(state)) {
                continue; // a later change is owed too and only its date still holds, or the date has come and gone
            }
            if (notice.kind() == NoticeKind.REMINDER) {
                reminders.put(id, notice); // of several, the one with the fewest days left
                continue;
            }
            List<Task> tasks = OpenTasks.of(account, open.getOrDefault(id, List.of()));
            Set<String> told = toldOfADate.getOrDefault(id, Set.of());
            written.addAll(NoticeTo.toAdministrators(
                    account.agents(),
                    administrator -> facts(
                            notice,
                            account.account(),
                            state,
                            onBehalf.getOrDefault(id, 0),
                            tasks,
                            told.contains(administrator.address().toLowerCase(Locale.ROOT))),
                    "",
                    notice.revision()));
        }
        written.forEach(to -> reminders.remove(to.notice().account().id())); // who is told of a date just now
        for (DueNotice reminder : reminders.values()) {
            LegacyAccount account = Objects.requireNonNull(legacy.get(reminder.accountId()));
            reminder(
                            reminder,
                            account.account(),
                            Objects.requireNonNull(states.get(reminder.accountId())),
                            OpenTasks.of(account, open.getOrDefault(reminder.accountId(), List.of())),
                            night.asOf())
                    .ifPresent(notice -> written.addAll(NoticeTo.toAdministrators(
                            account.agents(),
                            administrator -> notice,
                            "days before " + reminder.daysBefore(),
                            reminder.revision())));
        }
        notices.write(written, night.asOf());
        due.told(owed, night.asOf());
    }

    private static Set<Long> accountsMoved(List<DueNotice> owed) {
        return owed.stream()
                .filter(notice -> notice.kind() == NoticeKind.RESCHEDULED)
                .map(DueNotice::accountId)
                .collect(Collectors.toSet());
    }

    /** Empty where the administrators have done their tasks, or it would be read too late. */
    private Optional<Notice> reminder(
            DueNotice reminder, Account account, MigrationState state, List<Task> tasks, Instant now) {
        if (state.held() || !state.hasDate() || !OpenTasks.anyForAdministrators(tasks)) {
            return Optional.empty();
        }
        var slot = state.promised();
        Instant readAt = hours.firstFrom(now, slot.zone());
        int left = ReminderDays.left(slot, readAt);
        return readAt.isBefore(slot.start()) && !ReminderDays.isOvertaken(reminder.daysBefore(), left)
                ? Optional.of(
                        new Notice.Reminder(AccountName.of(account), Objects.requireNonNull(slot(state)), left, tasks))
                : Optional.empty();
    }

    private static boolean isOver(MigrationState state) {
        return state.state() == AccountState.UPGRADED || state.state() == AccountState.FINALIZED;
    }

    private Notice facts(
            DueNotice due,
            Account account,
            MigrationState state,
            int onBehalf,
            List<Task> tasks,
            boolean knowsWhatToExpect) {
        AccountName name = AccountName.of(account);
        String uid = notices.calendarUid(account.id());
        int revision = due.revision();
        return switch (due.kind()) {
            case SCHEDULED ->
                new Notice.Scheduled(
                        name, Objects.requireNonNull(slot(state)), unreviewed(), onBehalf, tasks, uid, revision);
            case RESCHEDULED ->
                new Notice.Rescheduled(
                        name,
                        Objects.requireNonNull(slot(state)),
                        before(due),
                        due.facts().reason(),
                        knowsWhatToExpect ? null : unreviewed(),
                        knowsWhatToExpect ? 0 : onBehalf,
                        tasks,
                        uid,
                        revision);
            case CANCELLED ->
                new Notice.Cancelled(
                        name,
                        before(due),
                        Notice.Cancelled.Cancellation.valueOf(
                                Objects.requireNonNull(due.facts().cause())),
                        due.facts().reason(),
                        uid,
                        revision);
            case POSTPONED ->
                new Notice.Postponed(
                        name,
                        before(due),
                        slot(state),
                        Notice.Postponed.Postponement.valueOf(
                                Objects.requireNonNull(due.facts().cause())),
                        tasks,
                        uid,
                        revision);
            case UPGRADE_FAILED -> new Notice.UpgradeFailed(name, before(due), slot(state), uid, revision);
            case ON_HOLD -> new Notice.OnHold(name, before(due), due.facts().reason(), uid, revision);
            case REMINDER, UPGRADED, ROLLED_BACK, SET_PASSWORD, SET_PASSWORD_REMINDER, USE_SSO, USE_SUPPORT_SIGN_IN ->
                throw new IllegalStateException(due.kind() + " is no change of the date");
        };
    }

    private Notice.UnreviewedAgents unreviewed() {
        return settings.unreviewed() == MigrationSettings.Unreviewed.HOLD
                ? Notice.UnreviewedAgents.HOLD
                : Notice.UnreviewedAgents.MERGE_ON_BEHALF;
    }

    private static @Nullable Slot slot(MigrationState state) {
        return state.slot() == null
                ? null
                : new Slot(state.slot().start(), state.slot().zone());
    }

    private static Slot before(DueNotice due) {
        return new Slot(
                Objects.requireNonNull(due.facts().before()),
                ZoneId.of(Objects.requireNonNull(due.facts().zone())));
    }

    /** The step, once for each job: both may run at the same time. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {
        @Bean
        Step notificationStep(AccountSteps steps, TellAdministrators work) {
            return steps.inPartitions("notification", work, work);
        }

        @Bean
        Step notificationAfterUpgradeStep(AccountSteps steps, TellAdministrators work) {
            return steps.over("notification", work, work);
        }
    }
}
