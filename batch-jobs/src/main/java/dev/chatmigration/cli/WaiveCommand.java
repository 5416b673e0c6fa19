package dev.chatmigration.cli;

import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.scheduling.Waivers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "waive",
        mixinStandardHelpOptions = true,
        description = "Sets aside what blocks an account under one check, without hiding it. What is found later, or"
                + " found otherwise, blocks again.")
class WaiveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ACCOUNT")
    private long account;

    @Parameters(index = "1", paramLabel = "CHECK", description = "As status names it, e.g. ip-not-covered.")
    private String check;

    @Option(names = "--withdraw", description = "Takes the waiver back.")
    private boolean withdraw;

    @Mixin
    private Verb verb;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Check named = Check.of(check)
                .orElseThrow(() -> CommandRefused.nothingStarted("There is no check '" + check + "'; did you mean "
                        + Check.nearest(check).label() + "?"));
        return verb.onAccount(
                account,
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                on -> withdraw
                        ? on.session().get(Waivers.class).withdraw(on.account().id(), named, on.act())
                        : on.session().get(Waivers.class).waive(on.account().id(), named, on.act()));
    }
}
