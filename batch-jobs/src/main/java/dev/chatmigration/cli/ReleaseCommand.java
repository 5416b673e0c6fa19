package dev.chatmigration.cli;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.scheduling.AccountVerbs;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.upgrade.MissedAccounts;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Ends a hold. A slot that passed meanwhile is moved; with --all upgrades, also those that many"
                + " accounts missed together while nothing ran.")
class ReleaseCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ACCOUNT")
    private @Nullable Long account;

    @Option(names = "--all", paramLabel = "mails|upgrades", description = "Lets these go on for every account.")
    private @Nullable Everything all;

    @Mixin
    private Verb verb;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if ((account == null) == (all == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Name one account, or all accounts with --all mails or --all upgrades.");
        }
        if (account != null) {
            return verb.onAccount(
                    account,
                    out,
                    spec.commandLine().getErr(),
                    on -> on.session().get(AccountVerbs.class).release(on.account(), on.act()));
        }
        try (Session session = verb.open()) {
            Act act = verb.act(session);
            boolean mails = all == Everything.MAILS;
            boolean released = session.get(Brakes.class)
                    .release(mails ? Brakes.MAILS : Brakes.UPGRADES, act.by(), act.reason(), act.at());
            int moved = mails ? 0 : session.get(MissedAccounts.class).moveAll(act);
            out.println(
                    released
                            ? "All " + (mails ? "mails" : "upgrades") + " go on with the next run."
                            : "They were not stopped.");
            if (moved > 0) {
                out.println(moved + " accounts that had missed their slots are moved; the next run tells their"
                        + " administrators.");
            }
            return ExitCode.DONE;
        }
    }
}
