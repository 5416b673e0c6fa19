package dev.chatmigration.cli;

import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.reporting.Report;
import dev.chatmigration.reporting.ReportText;
import dev.chatmigration.reporting.Reports;
import java.io.PrintWriter;
import java.util.List;

/** Prints how runs ended and turns it into an exit status. */
final class JobResult {
    private JobResult() {}

    /**
     * Prints the report.
     *
     * @param before what stood when the command began; a run that it went on with is new all the same
     * @param strict whether anything open counts, not only what is new
     */
    static int tell(Session session, List<Run> runs, Reports.Before before, boolean strict, PrintWriter out) {
        Long nightly = runs.stream()
                .filter(run -> run.job().equals("nightly"))
                .reduce((first, second) -> second)
                .map(Run::id)
                .orElse(null);
        Reports.Before known = before;
        for (Run run : runs) {
            known = known.orBefore(run);
        }
        Report report = session.get(Reports.class).report(nightly, known);
        out.println();
        out.print(ReportText.of(report));
        runs.stream()
                .filter(run -> run.outcome() == Outcome.STOPPED)
                .forEach(
                        run -> out.println("The " + run.job() + " job was stopped; the same command goes on with it."));
        out.flush();
        boolean unfinished = runs.stream().anyMatch(run -> run.outcome() != Outcome.COMPLETED)
                || !report.newMatters().problems().isEmpty();
        if (unfinished) {
            return ExitCode.UNFINISHED;
        }
        boolean open = strict && (report.anythingOpen() || !report.stopped().isEmpty());
        return report.newMatters().any() || open ? ExitCode.NEEDS_A_PERSON : ExitCode.DONE;
    }
}
