package dev.chatmigration.cli;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.readiness.Finding;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.reporting.AccountStatus;
import dev.chatmigration.reporting.AccountStatus.Status;
import dev.chatmigration.reporting.AccountStatusText;
import dev.chatmigration.reporting.HtmlPages;
import dev.chatmigration.reporting.Report;
import dev.chatmigration.reporting.ReportText;
import dev.chatmigration.reporting.Reports;
import dev.chatmigration.scheduling.Recheck;
import dev.chatmigration.scheduling.Recheck.Change;
import dev.chatmigration.steps.Night;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
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

    @Option(names = "--recheck", description = "Decides about the account again first, and says what that changes.")
    private boolean recheck;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (recheck && account == null) {
            throw CommandRefused.nothingStarted("--recheck takes an account: ./migrate status ACCOUNT --recheck.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.answer(common)) {
            if (account != null) {
                Long id = account;
                Change change = recheck ? recheck(session, id) : null;
                Status status = session.get(AccountStatus.class).of(id).orElseThrow(() -> Session.noSuchAccount(id));
                if (change == null || format == Format.HTML) {
                    out.print(format.of(status, AccountStatusText::of, HtmlPages::of));
                } else if (format == Format.TEXT) {
                    out.print(AccountStatusText.of(status) + text(change));
                } else {
                    out.print(ConsoleJson.of(new Rechecked(status, changed(change.added()), changed(change.gone())))
                            + "\n");
                }
            } else {
                Reports reports = session.get(Reports.class);
                Report report = reports.report(null, reports.before());
                out.print(format.of(report, ReportText::of, HtmlPages::of));
            }
            out.flush();
            return ExitCode.DONE;
        }
    }

    /** A status and what deciding again has changed about it. */
    private record Rechecked(Status status, List<Changed> added, List<Changed> gone) {}

    /** A finding that is new or gone, its check by the name that it has everywhere. */
    private record Changed(String check, String subject, String evidence) {}

    private static List<Changed> changed(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Changed(finding.check().label(), finding.subject(), finding.evidence()))
                .toList();
    }

    private static Change recheck(Session session, long id) {
        Account account = session.account(id);
        Night night = session.latestNight()
                .orElseThrow(() -> CommandRefused.nothingStarted("No night has run yet; there is nothing to recheck."));
        TransactionTemplate transaction = new TransactionTemplate(session.get(PlatformTransactionManager.class));
        Optional<Change> change = session.get(JobRuns.class)
                .betweenNights(() -> Objects.requireNonNull(
                        transaction.execute(status -> session.get(Recheck.class).of(account, night))));
        return change.orElseThrow(() -> CommandRefused.nothingStarted(
                "Account " + id + " is upgraded; what was decided about it stays. Leave out --recheck."));
    }

    private static String text(Change change) {
        if (change.added().isEmpty() && change.gone().isEmpty()) {
            return "Recheck  nothing has changed\n";
        }
        return "Recheck\n" + listed("new", change.added()) + listed("gone", change.gone());
    }

    private static String listed(String what, List<Finding> findings) {
        return findings.stream()
                .map(finding -> "  " + what + " " + finding.check().label() + ", " + finding.subject() + "\n")
                .collect(Collectors.joining());
    }
}
