package dev.chatmigration.cli;

import dev.chatmigration.scheduling.AccountVerbs;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "schedule", mixinStandardHelpOptions = true, description = "Sets or moves an account's slot.")
class ScheduleCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ACCOUNT")
    private long account;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "LOCAL-DATE-TIME",
            description = "On the account's own clock, a full hour, e.g. 2027-01-12T22:00.")
    private String at;

    @Mixin
    private Verb verb;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LocalDateTime wish;
        try {
            wish = LocalDateTime.parse(at);
        } catch (DateTimeParseException e) {
            throw CommandRefused.nothingStarted(
                    "--at takes a local date and time such as 2027-01-12T22:00, not '" + at + "'.");
        }
        return verb.onAccount(
                account,
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                on -> on.session().get(AccountVerbs.class).schedule(on.account(), wish, on.act()));
    }
}
