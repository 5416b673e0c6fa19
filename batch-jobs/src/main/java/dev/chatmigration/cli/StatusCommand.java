package dev.chatmigration.cli;

import dev.chatmigration.reporting.AccountStatus;
import dev.chatmigration.reporting.AccountStatus.Status;
import dev.chatmigration.reporting.AccountStatusText;
import dev.chatmigration.reporting.Report;
import dev.chatmigration.reporting.ReportText;
import dev.chatmigration.reporting.Reports;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "How things stand, for all accounts or for one.")
class StatusCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ACCOUNT")
    private @Nullable Long account;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(common)) {
            if (account != null) {
                Long id = account;
                Status status = session.get(AccountStatus.class)
                        .of(id)
                        .orElseThrow(() -> CommandRefused.nothingStarted("There is no account " + id + "."));
                out.print(format == Format.TEXT ? AccountStatusText.of(status) : ConsoleJson.of(status) + "\n");
            } else {
                Reports reports = session.get(Reports.class);
                Report report = reports.report(null, reports.before());
                out.print(format == Format.TEXT ? ReportText.of(report) : ConsoleJson.of(report) + "\n");
            }
            out.flush();
            return ExitCode.DONE;
        }
    }
}
