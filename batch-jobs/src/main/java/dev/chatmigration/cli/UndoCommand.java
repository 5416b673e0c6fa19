package dev.chatmigration.cli;

import dev.chatmigration.upgrade.UndoUpgrade;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = "Takes an account's upgrade back. The reason is told to its administrators, and to the agents who"
                + " were mailed a new way to sign in.")
class UndoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ACCOUNT")
    private long account;

    @Mixin
    private Verb verb;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return verb.onAccount(
                account,
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                on -> on.session().get(UndoUpgrade.class).undo(on.account().id(), on.act()));
    }
}
