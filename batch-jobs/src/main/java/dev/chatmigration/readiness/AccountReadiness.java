package dev.chatmigration.readiness;

import dev.chatmigration.agentmerge.AgentDecisions;
import dev.chatmigration.agentmerge.AgentDecisions.Decided;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.account.MigrationRequest;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.notification.Administrators;
import dev.chatmigration.domain.readiness.AccountFacts;
import dev.chatmigration.domain.readiness.Readiness;
import dev.chatmigration.importing.AgentData;
import dev.chatmigration.importing.ImportTotals;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.ipreconciliation.IpDecisions;
import dev.chatmigration.readiness.Findings.OpenFinding;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.AccountSteps;
import dev.chatmigration.steps.AccountWork;
import dev.chatmigration.steps.AccountsToDecide;
import dev.chatmigration.steps.Night;
import dev.chatmigration.widgetdetection.PageVerdicts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Puts what the steps before decided to the rules of readiness, for many accounts at once. */
@Component
public class AccountReadiness implements AccountWork {
    private final LegacyAccounts accounts;
    private final AgentDecisions agents;
    private final IpDecisions ips;
    private final PageVerdicts pages;
    private final Slots slots;
    private final ImportTotals imports;
    private final Findings findings;
    private final MigrationSettings settings;

    AccountReadiness(
            LegacyAccounts accounts,
            AgentDecisions agents,
            IpDecisions ips,
            PageVerdicts pages,
            Slots slots,
            ImportTotals imports,
            Findings findings,
            MigrationSettings settings) {
        this.accounts = accounts;
        this.agents = agents;
        this.ips = ips;
        this.pages = pages;
        this.slots = slots;
        this.imports = imports;
        this.findings = findings;
        this.settings = settings;
    }

    @Override
    public void process(Night night, List<Long> accountIds) {
        judge(night, accounts.withAdministrators(accountIds, List.of()));
    }

    /**
     * Decides about these accounts from what is decided about their parts, and keeps the findings.
     *
     * @param legacy at least with their administrators
     */
    public Map<Long, List<OpenFinding>> judge(Night night, List<LegacyAccount> legacy) {
        List<Long> ids = legacy.stream().map(each -> each.account().id()).toList();
        List<String> unfinished = imports.unfinishedAgentFiles();
        Map<Long, Decided> agentDecisions = agents.decided(ids);
        Map<Long, IpReconciliation> ipDecisions = ips.decided(ids);
        Map<Long, List<AccountFacts.Page>> pagesSeen = pages.beforeUpgrade(ids);
        Map<Long, Instant> promised = slots.of(ids);
        Map<Long, List<OpenFinding>> found = new LinkedHashMap<>();
        for (LegacyAccount each : legacy) {
            Account account = each.account();
            Decided decided = agentDecisions.getOrDefault(account.id(), Decided.NOTHING);
            IpReconciliation ip = ipDecisions.get(account.id());
            AccountFacts facts = new AccountFacts(
                    account,
                    feed(each, unfinished),
                    decided.findings(),
                    !Administrators.of(each.agents()).isEmpty(),
                    decided.activeChatOnlyAgents(),
                    ip == null ? IpDecisions.reconcile(account) : ip,
                    policy(account),
                    pagesSeen.getOrDefault(account.id(), List.of()),
                    new AccountFacts.Window(
                            night.asOf(),
                            promised.get(account.id()),
                            night.date()
                                    .plusDays(settings.minimumNotice())
                                    .atStartOfDay(account.timeZone())
                                    .toInstant(),
                            settings.feedAge()));
            found.put(
                    account.id(),
                    Readiness.of(facts).stream()
                            .map(finding -> new OpenFinding(
                                    account.id(),
                                    finding,
                                    settings.severityOf(finding.check()),
                                    night.date(),
                                    null,
                                    null))
                            .toList());
        }
        return findings.replace(night, found);
    }

    /** The policy that holds for an account's missing addresses. */
    public IpPolicy policy(Account account) {
        MigrationRequest request = account.migration();
        return request == null || request.ipPolicy() == null ? settings.ipPolicy() : request.ipPolicy();
    }

    private static AccountFacts.AgentFeed feed(LegacyAccount legacy, List<String> unfinished) {
        AgentData data = legacy.agentData();
        return new AccountFacts.AgentFeed(
                legacy.supportAgents(),
                unfinished,
                data.rejectedRecords(),
                older(data.chatDeliveredAt(), data.supportDeliveredAt()));
    }

    private static @Nullable Instant older(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The step of the nightly job. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {
        @Bean
        Step readinessStep(AccountSteps steps, AccountsToDecide accounts, AccountReadiness work) {
            return steps.inPartitions("readiness", accounts.all(), work);
        }
    }
}
