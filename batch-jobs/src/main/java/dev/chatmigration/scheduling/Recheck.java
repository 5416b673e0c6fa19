package dev.chatmigration.scheduling;

import dev.chatmigration.agentmerge.MergeAgents;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.readiness.Finding;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.ipreconciliation.ReconcileIps;
import dev.chatmigration.readiness.AccountReadiness;
import dev.chatmigration.readiness.Findings;
import dev.chatmigration.readiness.Findings.OpenFinding;
import dev.chatmigration.steps.Night;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides about one account again, from what is stored of it, as the night would. Pages are not read again. */
@Component
public class Recheck {
    private final MergeAgents agents;
    private final ReconcileIps ips;
    private final AccountReadiness readiness;
    private final Findings findings;
    private final AccountMigrations migrations;

    Recheck(
            MergeAgents agents,
            ReconcileIps ips,
            AccountReadiness readiness,
            Findings findings,
            AccountMigrations migrations) {
        this.agents = agents;
        this.ips = ips;
        this.readiness = readiness;
        this.findings = findings;
        this.migrations = migrations;
    }

    /** What is found now and was not before, and the other way round; other evidence makes it another finding. */
    public record Change(List<Finding> added, List<Finding> gone) {}

    /**
     * Decides in the caller's transaction, while nobody else changes the account; empty for an account that was
     * upgraded, about which everything stays decided.
     *
     * @param night the latest run, and the time that counts as now
     */
    public Optional<Change> of(Account account, Night night) {
        AccountState state = migrations.forChange(account.id()).state();
        if (state == AccountState.UPGRADED || state == AccountState.FINALIZED) {
            return Optional.empty();
        }
        List<Long> one = List.of(account.id());
        List<Finding> before = open(account.id());
        if (account.phase().isLegacy()) {
            agents.process(night, one);
            ips.process(night, one);
        }
        readiness.process(night, one);
        List<Finding> now = open(account.id());
        return Optional.of(new Change(without(now, before), without(before, now)));
    }

    private List<Finding> open(long accountId) {
        return findings.open(List.of(accountId)).getOrDefault(accountId, List.of()).stream()
                .map(OpenFinding::finding)
                .toList();
    }

    private static List<Finding> without(List<Finding> findings, List<Finding> others) {
        return findings.stream().filter(each -> !others.contains(each)).toList();
    }
}
