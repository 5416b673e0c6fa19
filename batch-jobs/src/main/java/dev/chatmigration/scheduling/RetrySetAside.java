package dev.chatmigration.scheduling;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.SetAside;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes up what failed, and nothing else: decides again about accounts that were set aside, each in its own transaction.
 * What follows from it, slots, notices and upgrades, comes with the next run.
 */
@Component
public class RetrySetAside {
    private static final Logger log = LoggerFactory.getLogger(RetrySetAside.class);

    private final SetAside setAside;
    private final LegacyAccounts accounts;
    private final Recheck recheck;
    private final AccountMigrations migrations;
    private final TransactionTemplate transaction;

    RetrySetAside(
            SetAside setAside,
            LegacyAccounts accounts,
            Recheck recheck,
            AccountMigrations migrations,
            PlatformTransactionManager transactions) {
        this.setAside = setAside;
        this.accounts = accounts;
        this.recheck = recheck;
        this.migrations = migrations;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Accounts about which something could be decided now, and those about which it could not. */
    public record Outcome(List<Long> takenUp, List<Long> failedAgain) {}

    /** Every account that is set aside. */
    public Outcome all(Night night, Act act) {
        return these(
                setAside.all().stream().map(SetAside.Case::accountId).distinct().toList(), night, act);
    }

    /** These accounts, of which each is set aside. */
    public Outcome these(List<Long> accountIds, Night night, Act act) {
        List<Long> takenUp = new ArrayList<>();
        List<Long> failedAgain = new ArrayList<>();
        for (long id : accountIds) {
            (decided(id, night, act) ? takenUp : failedAgain).add(id);
        }
        return new Outcome(takenUp, failedAgain);
    }

    private boolean decided(long id, Night night, Act act) {
        try {
            transaction.executeWithoutResult(status -> {
                Account account = accounts.accounts(List.of(id)).get(0);
                recheck.of(account, night);
                MigrationState state = migrations.of(id);
                migrations.save(List.of(new StateChange(state, state, "RETRIED", act.at(), act.by(), act.reason())));
                setAside.takenUp(id);
            });
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            if (!SetAside.liesWithAnAccount(e)) {
                throw e;
            }
            log.error("Account {} failed again", id, e);
            return false;
        }
    }
}
