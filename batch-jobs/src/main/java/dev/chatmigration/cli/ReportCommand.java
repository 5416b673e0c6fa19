package dev.chatmigration.cli;

import dev.chatmigration.reporting.HtmlPages;
import dev.chatmigration.reporting.Report;
import dev.chatmigration.reporting.ReportText;
import dev.chatmigration.reporting.Reports;
import dev.chatmigration.reporting.Reports.Before;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "report", mixinStandardHelpOptions = true, description = "What a run did, the latest one by default.")
class ReportCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run's number, as the summary shows it.")
    private @Nullable Long run;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.answer(common)) {
            Report report =
                    session.get(Reports.class).report(run, run == null ? Before.NOTHING : new Before(run - 1, 0));
            if (run != null && report.run() == null) {
                throw CommandRefused.nothingStarted("There is no run " + run + ".");
            }
            out.print(format.of(report, ReportText::of, HtmlPages::of));
            out.flush();
            return ExitCode.DONE;
        }
    }
}
