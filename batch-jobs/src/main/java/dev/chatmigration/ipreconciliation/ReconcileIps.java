package dev.chatmigration.ipreconciliation;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.steps.AccountSteps;
import dev.chatmigration.steps.AccountWork;
import dev.chatmigration.steps.AccountsToDecide;
import dev.chatmigration.steps.Night;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Compares the allow-lists of each account. */
@Component
public class ReconcileIps implements AccountWork {
    private final LegacyAccounts accounts;
    private final IpDecisions decisions;

    ReconcileIps(LegacyAccounts accounts, IpDecisions decisions) {
        this.accounts = accounts;
        this.decisions = decisions;
    }

    @Override
    public void process(Night night, List<Long> accountIds) {
        Map<Long, IpReconciliation> outcomes = new LinkedHashMap<>();
        for (Account account : accounts.accounts(accountIds)) {
            outcomes.put(account.id(), IpDecisions.reconcile(account));
        }
        decisions.save(outcomes);
    }

    /** The step of the nightly job. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {
        @Bean
        Step ipReconciliationStep(AccountSteps steps, AccountsToDecide accounts, ReconcileIps work) {
            return steps.inPartitions("ip-reconciliation", accounts.legacy(), work);
        }
    }
}
