package dev.chatmigration.cli;

import dev.chatmigration.reporting.ConsoleLines;
import dev.chatmigration.reporting.MailTrace;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Every notice to an address over all accounts: what was written, each attempt to send it, the"
                + " server's words, and what became of its setup link.")
class MailTraceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ADDRESS")
    private String address;

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
            List<MailTrace.Line> trace = session.get(MailTrace.class).of(address, session.now());
            if (trace.isEmpty()) {
                throw CommandRefused.nothingStarted("No notice was ever written to " + ConsoleLines.fit(address) + ".");
            }
            out.print(MailAnswer.of(format, trace, MailTrace::text));
            out.flush();
            return ExitCode.DONE;
        }
    }
}
