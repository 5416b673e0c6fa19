package dev.chatmigration.passwordsetup;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.passwordsetup.LinkLifetime;
import dev.chatmigration.domain.passwordsetup.LinkUpkeep;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.notification.NoticeTo;
import dev.chatmigration.notification.Notices;
import dev.chatmigration.passwordsetup.SetupLinks.EndedLink;
import dev.chatmigration.passwordsetup.SetupLinks.IssuedLink;
import dev.chatmigration.passwordsetup.SetupLinks.Mailed;
import dev.chatmigration.passwordsetup.SetupLinks.OpenLink;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.MigrationState;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.AccountSource;
import dev.chatmigration.steps.AccountSteps;
import dev.chatmigration.steps.AccountWork;
import dev.chatmigration.steps.Night;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Goes over the accounts with open setup links: withdraws those that nobody may use any more, and writes once more to the
 * agents who have not used theirs. While mails cannot leave, no link is replaced, since the older one would die for it.
 */
@Component
class RemindAgents implements AccountSource, AccountWork {
    private final SetupLinks links;
    private final LegacyAccounts accounts;
    private final AccountMigrations migrations;
    private final Notices notices;
    private final Brakes brakes;
    private final LinkLifetime lifetime;

    RemindAgents(
            SetupLinks links,
            LegacyAccounts accounts,
            AccountMigrations migrations,
            Notices notices,
            Brakes brakes,
            MigrationSettings settings) {
        this.links = links;
        this.accounts = accounts;
        this.migrations = migrations;
        this.notices = notices;
        this.brakes = brakes;
        this.lifetime = new LinkLifetime(settings.linkAtLeast(), settings.linkAtMost());
    }

    @Override
    public void begin(Night night) {
        links.noteExpired(night.asOf());
    }

    @Override
    public List<Long> next(Night night, @Nullable Long last, int limit) {
        return links.accountsWithOpen(night.asOf(), last == null ? Long.MIN_VALUE : last, limit);
    }

    @Override
    public long count(Night night) {
        return links.countAccountsWithOpen(night.asOf());
    }

    @Override
    public void process(Night night, List<Long> accountIds) {
        Map<Long, LegacyAccount> legacy = accounts.withAgents(accountIds).stream()
                .collect(Collectors.toMap(each -> each.account().id(), Function.identity()));
        // Before the links are read: an undo, a hold, a later run come before all of this or after it.
        Map<Long, MigrationState> states = migrations.forChange(accountIds);
        Map<Long, Map<Long, ChatAgent>> chatAgents = new HashMap<>();
        legacy.forEach((id, account) -> chatAgents.put(id, account.chatAgentsById()));
        boolean mailsStopped = brakes.isSet(Brakes.MAILS);
        List<IssuedLink> issued = new ArrayList<>();
        List<NoticeTo> written = new ArrayList<>();
        List<EndedLink> ended = new ArrayList<>();
        for (OpenLink link : links.open(accountIds, night.asOf())) {
            LegacyAccount account = Objects.requireNonNull(legacy.get(link.accountId()));
            MigrationState state = Objects.requireNonNull(states.get(link.accountId()));
            LinkUpkeep upkeep = LinkUpkeep.of(
                    facts(link, account.account(), Objects.requireNonNull(chatAgents.get(link.accountId()))),
                    night.asOf());
            if (upkeep instanceof LinkUpkeep.Withdraw withdraw) {
                ended.add(new EndedLink(link.accountId(), link.agentId(), withdraw.why(), night.asOf()));
            } else if (upkeep instanceof LinkUpkeep.Remind && !mailsStopped && !state.held()) {
                IssuedLink newer = newer(link, account.account(), night);
                issued.add(newer);
                written.add(notice(link, newer, account.account(), state.revision()));
            }
        }
        links.withdraw(ended);
        links.add(issued);
        notices.write(written, night.asOf());
    }

    private static LinkUpkeep.Facts facts(OpenLink link, Account account, Map<Long, ChatAgent> chatAgents) {
        return new LinkUpkeep.Facts(
                link.expiresAt(),
                link.remindAt(),
                link.mailed() == null ? null : link.mailed().address(),
                link.mailed() == null ? null : link.mailed().chatAddress(),
                agent(link, chatAgents),
                account.signsInBySso());
    }

    private static LinkUpkeep.@Nullable Agent agent(OpenLink link, Map<Long, ChatAgent> chatAgents) {
        SetupLinks.LinkedAgent agent = link.agent();
        if (agent == null) {
            return null;
        }
        Long chatAgentId = agent.chatAgentId();
        ChatAgent chat = chatAgentId == null ? null : chatAgents.get(chatAgentId);
        return new LinkUpkeep.Agent(
                agent.active(), chat != null && chat.enabled(), agent.email(), chat == null ? null : chat.email());
    }

    /** Nobody is reminded of a reminder. */
    private IssuedLink newer(OpenLink link, Account account, Night night) {
        SetupLinks.LinkedAgent agent = Objects.requireNonNull(link.agent());
        return links.issue(
                link.accountId(),
                link.agentId(),
                link.generation() + 1,
                new Mailed(
                        agent.email(),
                        link.mailed() == null ? null : link.mailed().chatAddress()),
                night.asOf(),
                lifetime.expiry(night.asOf(), account.timeZone(), account.businessHours()),
                null);
    }

    private static NoticeTo notice(OpenLink link, IssuedLink newer, Account account, int revision) {
        SetupLinks.LinkedAgent agent = Objects.requireNonNull(link.agent());
        String chatAddress = newer.mailed().chatAddress();
        return new NoticeTo(
                new Notice.SetPasswordReminder(
                        AccountName.of(account),
                        agent.name(),
                        chatAddress == null ? agent.email() : chatAddress,
                        agent.email(),
                        newer.link().selector(),
                        newer.expiresAt(),
                        account.timeZone()),
                agent.email(),
                agent.name(),
                null,
                account.locale(),
                "chat_agent " + agent.chatAgentId(),
                revision);
    }

    /** The step, once for each job: both may run at the same time. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {
        @Bean
        Step setupLinksStep(AccountSteps steps, RemindAgents work) {
            return steps.over("notification:setup-links", work, work);
        }

        @Bean
        Step setupLinksAfterUpgradeStep(AccountSteps steps, RemindAgents work) {
            return steps.over("notification:setup-links", work, work);
        }
    }
}
