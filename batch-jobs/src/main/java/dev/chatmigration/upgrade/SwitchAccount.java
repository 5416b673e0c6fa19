package dev.chatmigration.upgrade;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Rows;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.account.SecuritySettings;
import dev.chatmigration.domain.account.SupportUser;
import dev.chatmigration.domain.agentmerge.AgentMergeOutcome;
import dev.chatmigration.domain.agentmerge.AgentProposal;
import dev.chatmigration.domain.agentmerge.Scenario;
import dev.chatmigration.domain.agentmerge.SignIn;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.AccountName;
import dev.chatmigration.domain.notification.Notice.Task;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.domain.passwordsetup.LinkLifetime;
import dev.chatmigration.domain.passwordsetup.LinkReminder;
import dev.chatmigration.domain.widgetdetection.WidgetFix;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.notification.NoticeTo;
import dev.chatmigration.notification.Notices;
import dev.chatmigration.notification.OpenTasks;
import dev.chatmigration.passwordsetup.SetupLinks;
import dev.chatmigration.passwordsetup.SetupLinks.IssuedLink;
import dev.chatmigration.passwordsetup.SetupLinks.Mailed;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.StateChange;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.upgrade.UpgradedAccounts.AccountUpgrade;
import dev.chatmigration.upgrade.UpgradedAccounts.NewAgent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes all that an upgrade changes, in the caller's transaction: agents, allow-list, widget, links and notices. */
@Component
class SwitchAccount {
    private final Rows rows;
    private final UpgradedAccounts upgraded;
    private final SetupLinks links;
    private final Notices notices;
    private final AccountMigrations migrations;
    private final Audit audit;
    private final MigrationSettings settings;
    private final LinkLifetime linkLifetime;
    private final ReadingHours hours;

    SwitchAccount(
            Rows rows,
            UpgradedAccounts upgraded,
            SetupLinks links,
            Notices notices,
            AccountMigrations migrations,
            Audit audit,
            MigrationSettings settings) {
        this.rows = rows;
        this.upgraded = upgraded;
        this.links = links;
        this.notices = notices;
        this.migrations = migrations;
        this.audit = audit;
        this.settings = settings;
        this.linkLifetime = new LinkLifetime(settings.linkAtLeast(), settings.linkAtMost());
        this.hours = settings.readingHours();
    }

    /**
     * Everything decided about an account at its slot.
     *
     * @param revision of the promise that is kept now; part of the identity of the notices
     */
    record Decided(
            LegacyAccount legacy,
            AgentMergeOutcome agents,
            IpReconciliation ip,
            IpPolicy ipPolicy,
            List<Task> openTasks,
            int revision) {
        /** How many agents Support does not know yet, who need an id. */
        int newAgents() {
            return (int) agents.proposals().stream()
                    .filter(each -> each.supportUserId() == null)
                    .count();
        }
    }

    /**
     * @param firstNewId the first of as many ids as the account has {@link Decided#newAgents()}, which nobody else gets
     * @param done the change of the account's state that comes with it
     */
    void apply(Decided decided, long firstNewId, StateChange done) {
        Instant now = done.at();
        Account account = decided.legacy().account();
        List<NewAgent> agents = withIds(account.id(), decided.agents().proposals(), firstNewId);
        AccountUpgrade upgrade = upgradeOf(decided, now);
        Map<Long, IssuedLink> issued = issueLinks(decided.legacy(), agents, now);
        List<NoticeTo> written = new ArrayList<>();
        tellAdministrators(decided, upgrade, issued.size(), now, written);
        tellAgents(decided, agents, issued, written);
        rows.inOneTrip(() -> {
            notices.writeInPlaceOfDates(account.id(), written, now);
            upgraded.addAgents(agents);
            upgraded.addAccount(upgrade);
            audit.add(AgentChanges.of(decided.legacy(), agents, decided.agents().leftOut(), now));
            links.add(issued.values());
            migrations.save(List.of(done));
        });
    }

    private static List<NewAgent> withIds(long accountId, List<AgentProposal> proposals, long firstNewId) {
        long next = firstNewId;
        List<NewAgent> agents = new ArrayList<>();
        for (AgentProposal proposal : proposals) {
            Long supportId = proposal.supportUserId();
            agents.add(new NewAgent(accountId, supportId == null ? next++ : supportId, proposal));
        }
        return agents;
    }

    private static AccountUpgrade upgradeOf(Decided decided, Instant now) {
        Account account = decided.legacy().account();
        SecuritySettings security = account.security();
        String before = security == null ? null : security.ipRanges();
        return new AccountUpgrade(
                account.id(),
                now,
                before,
                added(decided).isEmpty() ? before : decided.ip().mergedSupportRanges(before),
                account.webWidget() == null || !account.webWidget().configured(),
                account.signsInBySso());
    }

    private static List<String> added(Decided decided) {
        return decided.ipPolicy() == IpPolicy.ADD_MISSING ? decided.ip().proposal() : List.of();
    }

    /** Only agents known to Chat only, active, who sign in with a password, need a link. */
    private Map<Long, IssuedLink> issueLinks(LegacyAccount legacy, List<NewAgent> agents, Instant now) {
        Account account = legacy.account();
        Map<Long, ChatAgent> chat = legacy.chatAgentsById();
        Instant expiry = linkLifetime.expiry(now, account.timeZone(), account.businessHours());
        Instant remindAt = LinkReminder.at(now, expiry, account.timeZone(), hours);
        Map<Long, IssuedLink> issued = new HashMap<>();
        for (NewAgent agent : agents) {
            AgentProposal proposal = agent.proposal();
            if (proposal.scenario() == Scenario.CHAT_ONLY
                    && proposal.active()
                    && proposal.signIn() == SignIn.SET_PASSWORD) {
                Long chatId = proposal.chatAgentId();
                ChatAgent before = chatId == null ? null : chat.get(chatId);
                issued.put(
                        agent.agentId(),
                        links.issue(
                                account.id(),
                                agent.agentId(),
                                SetupLinks.FIRST_GENERATION,
                                new Mailed(agent.email(), before == null ? null : before.email()),
                                now,
                                expiry,
                                remindAt));
            }
        }
        return issued;
    }

    private static void tellAdministrators(
            Decided decided, AccountUpgrade upgrade, int setPasswordMails, Instant now, List<NoticeTo> written) {
        LegacyAccount legacy = decided.legacy();
        Account account = legacy.account();
        Map<Scenario, Long> count = decided.agents().proposals().stream()
                .collect(Collectors.groupingBy(AgentProposal::scenario, Collectors.counting()));
        Notice notice = new Notice.Upgraded(
                AccountName.of(account),
                now,
                account.timeZone(),
                Math.toIntExact(
                        count.getOrDefault(Scenario.SAME_EMAIL, 0L) + count.getOrDefault(Scenario.TWO_EMAILS, 0L)),
                Math.toIntExact(count.getOrDefault(Scenario.CHAT_ONLY, 0L)),
                Math.toIntExact(count.getOrDefault(Scenario.SUPPORT_ONLY, 0L)),
                decided.agents().leftOut().size(),
                added(decided),
                upgrade.webWidgetCreated(),
                account.webWidget() == null
                        ? null
                        : WidgetFix.snippet(account.webWidget().key()).orElse(null),
                setPasswordMails,
                upgrade.bySso(),
                OpenTasks.afterUpgrade(decided.openTasks()));
        written.addAll(NoticeTo.toAdministrators(legacy.agents(), notice, decided.revision()));
    }

    private void tellAgents(
            Decided decided, List<NewAgent> agents, Map<Long, IssuedLink> issued, List<NoticeTo> written) {
        LegacyAccount legacy = decided.legacy();
        Map<Long, ChatAgent> chat = legacy.chatAgentsById();
        Map<Long, SupportUser> support =
                legacy.supportUsers().stream().collect(Collectors.toMap(SupportUser::id, Function.identity()));
        for (NewAgent agent : agents) {
            AgentProposal proposal = agent.proposal();
            Long chatId = proposal.chatAgentId();
            if (chatId == null || !proposal.active() || !agent.canReceiveMail()) {
                continue;
            }
            ChatAgent before = Objects.requireNonNull(chat.get(chatId));
            Notice notice = notice(legacy.account(), agent, before, issued.get(agent.agentId()));
            if (notice != null) {
                SupportUser user = proposal.supportUserId() == null ? null : support.get(proposal.supportUserId());
                written.add(new NoticeTo(
                        notice,
                        agent.email(),
                        proposal.name(),
                        user == null ? null : user.locale(),
                        legacy.account().locale(),
                        "chat_agent " + chatId,
                        decided.revision()));
            }
        }
    }

    private @Nullable Notice notice(Account account, NewAgent agent, ChatAgent before, @Nullable IssuedLink link) {
        String oldAddress = before.email() == null ? agent.email() : before.email();
        AgentProposal proposal = agent.proposal();
        if (proposal.scenario() == Scenario.CHAT_ONLY) {
            return link == null
                    ? new Notice.UseSso(AccountName.of(account), proposal.name(), oldAddress, agent.email())
                    : new Notice.SetPassword(
                            AccountName.of(account),
                            proposal.name(),
                            oldAddress,
                            agent.email(),
                            link.link().selector(),
                            link.expiresAt(),
                            account.timeZone());
        }
        return proposal.scenario() == Scenario.TWO_EMAILS || settings.tellSameAddressAgents()
                ? new Notice.UseSupportSignIn(
                        AccountName.of(account), proposal.name(), oldAddress, agent.email(), account.signsInBySso())
                : null;
    }
}
