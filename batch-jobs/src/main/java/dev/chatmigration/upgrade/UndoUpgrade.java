package dev.chatmigration.upgrade;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.passwordsetup.Withdrawal;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.maildispatch.Mails;
import dev.chatmigration.maildispatch.Mails.Told;
import dev.chatmigration.notification.NoticeTo;
import dev.chatmigration.notification.Notices;
import dev.chatmigration.passwordsetup.SetupLinks;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import dev.chatmigration.scheduling.MigrationState;
import dev.chatmigration.scheduling.StateChange;
import dev.chatmigration.upgrade.UpgradedAccounts.TakenBack;
import dev.chatmigration.widgetdetection.PageVerdicts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes an upgrade back, in the caller's transaction: all that {@link SwitchAccount} wrote, its links, its mails that
 * have not left, and its date. Those who were told of the upgrade are told that it does not hold any more.
 */
@Component
public class UndoUpgrade {
    private final AccountMigrations migrations;
    private final UpgradedAccounts upgraded;
    private final SetupLinks links;
    private final PageVerdicts pages;
    private final Mails mails;
    private final Notices notices;
    private final LegacyAccounts accounts;

    UndoUpgrade(
            AccountMigrations migrations,
            UpgradedAccounts upgraded,
            SetupLinks links,
            PageVerdicts pages,
            Mails mails,
            Notices notices,
            LegacyAccounts accounts) {
        this.migrations = migrations;
        this.upgraded = upgraded;
        this.links = links;
        this.pages = pages;
        this.mails = mails;
        this.notices = notices;
        this.accounts = accounts;
    }

    /**
     * Undoes the upgrade of an account.
     *
     * @param act its reason is told to administrators and agents
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Answer undo(long accountId, Act act) {
        String reason = Objects.requireNonNull(act.reason(), "An undo has a reason");
        MigrationState before = migrations.forChange(accountId);
        if (before.state() == AccountState.ROLLED_BACK) {
            return new Answer(true, "The upgrade of account " + accountId + " is undone already.");
        }
        if (before.state() != AccountState.UPGRADED) {
            return new Answer(false, whyNot(before));
        }
        MigrationState after = before.undone(act.at());
        migrations.save(List.of(new StateChange(before, after, "UNDONE", act.at(), act.by(), reason)));
        TakenBack taken = upgraded.takeBack(accountId, act);
        int closed = links.withdraw(accountId, Withdrawal.UNDONE, act);
        pages.forgetAfterUpgrade(accountId);
        notices.takeBack(accountId, NoticeKind.UPGRADED);
        int withdrawn = mails.withdraw(accountId, "The upgrade it tells of was undone", act.at());
        LegacyAccount legacy = accounts.withAgents(List.of(accountId)).get(0);
        List<NoticeTo> administrators = toAdministrators(legacy, before, after, reason);
        Collection<NoticeTo> agents =
                toAgents(legacy, before, after, reason, mails.toldToAgents(accountId, taken.upgradedAt()));
        Set<String> told = administrators.stream()
                .map(administrator -> administrator.recipient().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        agents.removeIf(agent -> told.contains(agent.recipient().toLowerCase(Locale.ROOT)));
        notices.write(administrators, act.at());
        notices.write(agents, act.at());
        return new Answer(
                true,
                "The upgrade of account " + accountId + " is undone: agents taken back " + taken.agents()
                        + ", setup links closed " + closed + ", mails withdrawn before they left " + withdrawn
                        + ". To be told: administrators " + administrators.size() + ", agents mailed before "
                        + agents.size()
                        + (after.held()
                                ? "; the account is on hold, so their mails leave after its release."
                                : "; their mails leave with the next run."));
    }

    private static String whyNot(MigrationState found) {
        String start = "Account " + found.accountId() + " is " + found.state();
        return switch (found.state()) {
            case UPGRADING -> start + ": its upgrade is under way; undo it once it is UPGRADED.";
            case FINALIZED -> start + ": its upgrade was declared final and cannot be undone.";
            default -> start + ": there is no upgrade to undo.";
        };
    }

    private List<NoticeTo> toAdministrators(
            LegacyAccount legacy, MigrationState before, MigrationState after, String reason) {
        return NoticeTo.toAdministrators(
                legacy.agents(), notice(legacy.account(), before, after, reason, null), after.revision());
    }

    /** One notice to each agent, however many mails told of the change: a setup link may have had a reminder. */
    private Collection<NoticeTo> toAgents(
            LegacyAccount legacy, MigrationState before, MigrationState after, String reason, List<Told> told) {
        Account account = legacy.account();
        Map<String, NoticeTo> agents = new LinkedHashMap<>();
        for (Told each : told) {
            if (each.notice() instanceof Notice.SignInChange change) {
                String agent = "agent " + change.agentName() + " " + change.oldAddress();
                agents.putIfAbsent(
                        agent + " " + each.to(),
                        new NoticeTo(
                                notice(account, before, after, reason, change),
                                each.to(),
                                each.name(),
                                each.locale(),
                                account.locale(),
                                agent,
                                after.revision()));
            }
        }
        return agents.values();
    }

    private Notice notice(
            Account account,
            MigrationState before,
            MigrationState after,
            String reason,
            Notice.@Nullable SignInChange told) {
        var slot = before.promised();
        return new Notice.RolledBack(
                AccountName.of(account),
                new Notice.Slot(slot.start(), slot.zone()),
                reason,
                told == null ? null : told.agentName(),
                told == null ? null : told.oldAddress(),
                told == null ? notices.calendarUid(account.id()) : null,
                after.revision());
    }
}
