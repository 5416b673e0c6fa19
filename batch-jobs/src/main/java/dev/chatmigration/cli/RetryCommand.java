package dev.chatmigration.cli;

import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.RetrySetAside;
import dev.chatmigration.scheduling.RetrySetAside.Outcome;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.SetAside;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Decides again about accounts that were set aside because a step could not deal with them.")
class RetryCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "This one only.")
    private @Nullable Long account;

    @Mixin
    private Verb verb;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Session session = verb.open()) {
            Act act = verb.act(session);
            if (account != null) {
                session.account(account);
                if (session.get(SetAside.class).of(account).isEmpty()) {
                    throw CommandRefused.nothingStarted("Account " + account + " is not set aside.");
                }
            }
            Night night = session.latestNight()
                    .orElseThrow(
                            () -> CommandRefused.nothingStarted("No night has run yet; there is nothing to retry."));
            RetrySetAside retry = session.get(RetrySetAside.class);
            Outcome outcome = session.get(JobRuns.class)
                    .betweenNights(
                            () -> account == null ? retry.all(night, act) : retry.these(List.of(account), night, act));
            return tell(outcome, spec.commandLine().getOut());
        }
    }

    /** Says what became of a retry and answers the exit status. */
    static int tell(Outcome outcome, PrintWriter out) {
        if (outcome.takenUp().isEmpty() && outcome.failedAgain().isEmpty()) {
            out.println("No account is set aside.");
            return ExitCode.DONE;
        }
        out.println("Taken up: " + listed(outcome.takenUp()) + "; failed again: " + listed(outcome.failedAgain())
                + ". Slots, notices and upgrades follow with the next run.");
        return outcome.failedAgain().isEmpty() ? ExitCode.DONE : ExitCode.NEEDS_A_PERSON;
    }

    private static String listed(List<Long> ids) {
        return ids.isEmpty()
                ? "none"
                : String.join(", ", ids.stream().map(String::valueOf).toList());
    }
}
