package dev.chatmigration.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "mail",
        mixinStandardHelpOptions = true,
        description = "What people are told.",
        subcommands = {
            MailPreviewCommand.class,
            MailTraceCommand.class,
            MailResendCommand.class,
            MailNoPasswordCommand.class
        })
class MailCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Name what to do with mails: "
                        + String.join(" or ", List.copyOf(spec.subcommands().keySet())) + ".");
    }
}
