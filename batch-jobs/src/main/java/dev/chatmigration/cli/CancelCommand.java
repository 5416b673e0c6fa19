package dev.chatmigration.cli;

import dev.chatmigration.scheduling.AccountVerbs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Gives up an account's slot until it asks again.")
class CancelCommand implements Callable<Integer> {
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
                on -> on.session().get(AccountVerbs.class).cancel(on.account(), on.act()));
    }
}
