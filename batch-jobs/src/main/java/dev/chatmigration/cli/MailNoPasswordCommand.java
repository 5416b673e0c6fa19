package dev.chatmigration.cli;

import dev.chatmigration.reporting.WithoutPasswords;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "no-password",
        mixinStandardHelpOptions = true,
        description = "The agents who were to set a password and have not, with what became of their newest link.")
class MailNoPasswordCommand implements Callable<Integer> {
    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private Format format = Format.TEXT;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        MailAnswer.refuseHtml(format);
        try (Session session = Session.answer(common)) {
            out.print(MailAnswer.of(
                    format, session.get(WithoutPasswords.class).all(session.now()), WithoutPasswords::text));
            out.flush();
            return ExitCode.DONE;
        }
    }
}
