package dev.chatmigration.cli;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import java.io.PrintWriter;
import java.util.Optional;
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

    /** The process that works on the embedded database; empty where none does, or the database is a server. */
    Optional<ProcessHandle> holderOfData() {
        return common.embedded() ? DataDirectory.holder(common.data) : Optional.empty();
    }

    Session open() {
        return Session.answer(common);
    }

    /** Who, when and why. */
    Act act(Session session) {
        requireWords();
        return new Act(session.now(), by, reason);
    }

    /** Leaves who and why with the process that holds the embedded database. */
    void leaveStopRequest(ProcessHandle holder) {
        requireWords();
        new StopRequest(holder.pid(), by, reason).leaveIn(common.data);
    }

    private void requireWords() {
        if (by.isBlank() || reason.isBlank()) {
            throw CommandRefused.nothingStarted("--by and --reason cannot be blank.");
        }
    }

    /** Does it to one account in one transaction and prints the answer. */
    int onAccount(long accountId, PrintWriter out, PrintWriter err, Function<On, Answer> verb) {
        try (Session session = open()) {
            Account account = session.account(accountId);
            Act act = act(session);
            @Nullable
            Answer answer = new TransactionTemplate(session.get(PlatformTransactionManager.class))
                    .execute(status -> verb.apply(new On(session, account, act)));
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
