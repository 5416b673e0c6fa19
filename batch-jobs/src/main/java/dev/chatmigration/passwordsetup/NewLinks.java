package dev.chatmigration.passwordsetup;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.passwordsetup.LinkLifetime;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.maildispatch.Mails;
import dev.chatmigration.notification.NoticeTo;
import dev.chatmigration.notification.Notices;
import dev.chatmigration.passwordsetup.SetupLinks.IssuedLink;
import dev.chatmigration.passwordsetup.SetupLinks.Mailed;
import dev.chatmigration.passwordsetup.SetupLinks.WithoutPassword;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.MigrationState;
import dev.chatmigration.settings.MigrationSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mails agents who have not set their password a new link, because a person wants it. */
@Component
public class NewLinks {
    private static final int PAGE = 500;

    private final SetupLinks links;
    private final LegacyAccounts accounts;
    private final AccountMigrations migrations;
    private final Notices notices;
    private final Mails mails;
    private final LinkLifetime lifetime;

    NewLinks(
            SetupLinks links,
            LegacyAccounts accounts,
            AccountMigrations migrations,
            Notices notices,
            Mails mails,
            MigrationSettings settings) {
        this.links = links;
        this.accounts = accounts;
        this.migrations = migrations;
        this.notices = notices;
        this.mails = mails;
        this.lifetime = new LinkLifetime(settings.linkAtLeast(), settings.linkAtMost());
    }

    /**
     * How many agents got one.
     *
     * @param held agents of accounts on hold, whose mails would not leave
     * @param notAllowed agents whom the feed has disabled or removed since, or whose account signs in by SSO by now
     */
    public record Counts(int mailed, int held, int notAllowed) {
        private Counts plus(Counts other) {
            return new Counts(mailed + other.mailed, held + other.held, notAllowed + other.notAllowed);
        }
    }

    /**
     * Writes the mails; the older links die with it.
     *
     * @param account only agents of this one; null takes all
     */
    @Transactional
    public Counts write(@Nullable Long account, Act act) {
        Counts counts = new Counts(0, 0, 0);
        long lastAccount = account == null ? Long.MIN_VALUE : account;
        long lastAgent = Long.MIN_VALUE;
        while (true) {
            List<WithoutPassword> page = links.withoutPassword(lastAccount, lastAgent, PAGE, act.at());
            counts = counts.plus(write(
                    page.stream()
                            .filter(agent -> account == null || agent.accountId() == account)
                            .toList(),
                    act));
            if (page.size() < PAGE || (account != null && page.get(PAGE - 1).accountId() != account)) {
                return counts;
            }
            lastAccount = page.get(PAGE - 1).accountId();
            lastAgent = page.get(PAGE - 1).agentId();
        }
    }

    private Counts write(List<WithoutPassword> agents, Act act) {
        List<Long> accountIds =
                agents.stream().map(WithoutPassword::accountId).distinct().toList();
        Map<Long, LegacyAccount> legacy = accounts.withAgents(accountIds).stream()
                .collect(Collectors.toMap(each -> each.account().id(), Function.identity()));
        Map<Long, MigrationState> states = migrations.of(accountIds);
        List<IssuedLink> issued = new ArrayList<>();
        List<NoticeTo> written = new ArrayList<>();
        Map<Long, Map<Long, ChatAgent>> chatAgents = new HashMap<>();
        legacy.forEach((id, account) -> chatAgents.put(id, account.chatAgentsById()));
        int held = 0;
        int notAllowed = 0;
        for (WithoutPassword agent : agents) {
            LegacyAccount account = Objects.requireNonNull(legacy.get(agent.accountId()));
            MigrationState state = Objects.requireNonNull(states.get(agent.accountId()));
            if (state.held()) {
                held++;
            } else if (!mayHaveOne(
                    agent, account.account(), Objects.requireNonNull(chatAgents.get(agent.accountId())))) {
                notAllowed++;
            } else {
                IssuedLink link = newer(agent, account.account(), act);
                issued.add(link);
                written.add(notice(agent, link, account.account(), state.revision()));
            }
        }
        links.add(issued);
        notices.write(written, act.at());
        mails.keep(written.stream()
                .map(to -> new Mails.Resend(notices.messageId(to), act.at(), act.by(), String.valueOf(act.reason())))
                .toList());
        return new Counts(written.size(), held, notAllowed);
    }

    private static boolean mayHaveOne(WithoutPassword agent, Account account, Map<Long, ChatAgent> chatAgents) {
        ChatAgent chat = agent.chatAgentId() == null ? null : chatAgents.get(agent.chatAgentId());
        return !account.signsInBySso() && chat != null && chat.enabled();
    }

    /** Nobody is reminded of it: somebody looks after this agent. */
    private IssuedLink newer(WithoutPassword agent, Account account, Act act) {
        return links.issue(
                agent.accountId(),
                agent.agentId(),
                agent.generation() + 1,
                new Mailed(agent.email(), agent.chatAddress()),
                act.at(),
                lifetime.expiry(act.at(), account.timeZone(), account.businessHours()),
                null);
    }

    private static NoticeTo notice(WithoutPassword agent, IssuedLink link, Account account, int revision) {
        return new NoticeTo(
                new Notice.SetPassword(
                        AccountName.of(account),
                        agent.name(),
                        agent.chatAddress() == null ? agent.email() : agent.chatAddress(),
                        agent.email(),
                        link.link().selector(),
                        link.expiresAt(),
                        account.timeZone()),
                agent.email(),
                agent.name(),
                null,
                account.locale(),
                // Each further link is a mail of its own.
                "chat_agent " + agent.chatAgentId() + " link " + link.link().generation(),
                revision);
    }
}
