package dev.chatmigration.cli;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.jobs.Origin;
import dev.chatmigration.jobs.RunLog;
import dev.chatmigration.jobs.Timeline;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that changes something by hand: somebody answers for it, with a reason. */
final class Verb {
    @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who answers for it.")
    private String by;

    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Why; kept in the history.")
    private String reason;

    @Mixin
    private Common common;

    Session open() {
        return Session.open(common);
    }

    /** Who, when and why. */
    Act act(Session session) {
        if (by.isBlank() || reason.isBlank()) {
            throw CommandRefused.nothingStarted("--by and --reason cannot be blank.");
        }
        return new Act(
                Timeline.now(
                        session.get(Origin.class),
                        session.get(RunLog.class),
                        Clock.systemUTC().instant()),
                by,
                reason);
    }

    /** Does it to one account in one transaction and prints the answer. */
    int onAccount(long accountId, PrintWriter out, PrintWriter err, Function<On, Answer> verb) {
        try (Session session = open()) {
            List<Account> found = session.get(LegacyAccounts.class).accounts(List.of(accountId));
            if (found.isEmpty()) {
                throw CommandRefused.nothingStarted("There is no account " + accountId + ".");
            }
            Act act = act(session);
            @Nullable
            Answer answer = new TransactionTemplate(session.get(PlatformTransactionManager.class))
                    .execute(status -> verb.apply(new On(session, found.get(0), act)));
            if (answer != null && answer.done()) {
                out.println(answer.sentence());
                return ExitCode.DONE;
            }
            err.println(answer == null ? "Nothing was done." : answer.sentence());
            return ExitCode.NOTHING_STARTED;
        }
    }

    /** The account, and what is to be done to it by whom. */
    record On(Session session, Account account, Act act) {}
}
