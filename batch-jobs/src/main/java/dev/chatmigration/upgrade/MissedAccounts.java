package dev.chatmigration.upgrade;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.notification.Notice.Postponed.Postponement;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.AccountVerbs;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Unkept;
import dev.chatmigration.scheduling.MigrationState;
import dev.chatmigration.settings.MigrationSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one answer of operations to slots that many accounts missed together: all of them are moved. */
@Component
public class MissedAccounts {
    private static final int CHUNK = 100;

    private final AccountMigrations migrations;
    private final AccountVerbs verbs;
    private final LegacyAccounts accounts;
    private final Brakes brakes;
    private final MigrationSettings settings;
    private final TransactionTemplate transaction;

    MissedAccounts(
            AccountMigrations migrations,
            AccountVerbs verbs,
            LegacyAccounts accounts,
            Brakes brakes,
            MigrationSettings settings,
            PlatformTransactionManager transactions) {
        this.migrations = migrations;
        this.verbs = verbs;
        this.accounts = accounts;
        this.brakes = brakes;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Moves every account past its slot and the tolerance, a hundred in each transaction; answers how many. */
    public int moveAll(Act act) {
        Instant passed = act.at().minus(settings.startTolerance()).minusNanos(1_000);
        int moved = 0;
        List<Long> ids = migrations.due(Instant.EPOCH, passed, Long.MIN_VALUE, CHUNK);
        while (!ids.isEmpty()) {
            List<Account> chunk = accounts.accounts(ids);
            moved += Objects.requireNonNull(transaction.execute(status -> move(chunk, passed, act)));
            ids = migrations.due(Instant.EPOCH, passed, ids.get(ids.size() - 1), CHUNK);
        }
        brakes.release(Brakes.MISSED_SLOTS, act.by(), act.reason(), act.at());
        return moved;
    }

    /** Answers how many were still to be moved. */
    private int move(List<Account> chunk, Instant passed, Act act) {
        Map<Long, MigrationState> states =
                migrations.forChange(chunk.stream().map(Account::id).toList());
        List<Unkept> missed = new ArrayList<>();
        for (Account account : chunk) {
            MigrationState state = Objects.requireNonNull(states.get(account.id()));
            if (missed(state, passed)) {
                missed.add(new Unkept(
                        account,
                        state.state() == AccountState.UPGRADING ? state.foundAfterCrash() : state,
                        Postponement.MISSED));
            }
        }
        return verbs.moveByUs(missed, act).size();
    }

    private static boolean missed(MigrationState state, Instant passed) {
        return (state.state() == AccountState.SCHEDULED || state.state() == AccountState.UPGRADING)
                && !state.held()
                && !state.promised().start().isAfter(passed);
    }
}
