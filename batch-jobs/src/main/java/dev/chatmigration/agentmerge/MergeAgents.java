package dev.chatmigration.agentmerge;

import dev.chatmigration.domain.agentmerge.AgentMerge;
import dev.chatmigration.domain.agentmerge.AgentMergeOutcome;
import dev.chatmigration.importing.LegacyAccount;
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

/** Decides anew about the agents of each account. */
@Component
public class MergeAgents implements AccountWork {
    private final LegacyAccounts accounts;
    private final AgentDecisions decisions;

    MergeAgents(LegacyAccounts accounts, AgentDecisions decisions) {
        this.accounts = accounts;
        this.decisions = decisions;
    }

    @Override
    public void process(Night night, List<Long> accountIds) {
        Map<Long, AgentMergeOutcome> outcomes = new LinkedHashMap<>();
        for (LegacyAccount legacy : accounts.withAgents(accountIds)) {
            outcomes.put(legacy.account().id(), AgentMerge.merge(legacy.agents()));
        }
        decisions.save(outcomes);
    }

    /** The step of the nightly job. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {
        @Bean
        Step agentMergeStep(AccountSteps steps, AccountsToDecide accounts, MergeAgents work) {
            return steps.inPartitions("agent-merge", accounts.legacy(), work);
        }
    }
}
