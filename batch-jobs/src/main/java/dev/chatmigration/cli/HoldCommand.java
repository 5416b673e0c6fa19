package dev.chatmigration.cli;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.scheduling.AccountVerbs;
import dev.chatmigration.scheduling.AccountVerbs.Act;
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
        name = "hold",
        mixinStandardHelpOptions = true,
        description =
                "No upgrade and no further mail for an account, whose administrators are told so once; or for all accounts.")
class HoldCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ACCOUNT")
    private @Nullable Long account;

    @Option(names = "--all", paramLabel = "mails|upgrades", description = "Stops these for every account.")
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
                    on -> on.session().get(AccountVerbs.class).hold(on.account().id(), on.act()));
        }
        Everything what = all;
        try (Session session = verb.open()) {
            Act act = verb.act(session);
            boolean set = what != null
                    && session.get(Brakes.class).set(what.brake(), act.by(), String.valueOf(act.reason()), act.at());
            out.println(
                    set
                            ? "All " + what.label() + " are stopped until: ./migrate release --all " + what.label()
                            : "They are stopped already.");
            return ExitCode.DONE;
        }
    }
}
