package dev.chatmigration.cli;

import dev.chatmigration.database.Origin;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.jobs.Timeline;
import dev.chatmigration.reporting.AccountChanges;
import dev.chatmigration.reporting.PlanText;
import dev.chatmigration.reporting.Reports;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.RetrySetAside;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.StepProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "The nightly job, then the upgrade job, once; with --until the clock jumps from event to event.")
class RunCommand implements Callable<Integer> {
    /** So many steps of accounts stand on the console after a dry run. */
    private static final int SHOWN = 100;

    @Option(names = "--feed", required = true, paramLabel = "DIR", description = "The feed directory.")
    private Path feed;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "What counts as now, e.g. 2026-12-01T01:00:00Z.")
    private @Nullable String asOf;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description = "Simulates: nights, slots and notices up to this instant happen one after the other.")
    private @Nullable String until;

    @Option(
            names = "--dry-run",
            description = "Does everything on a copy that is thrown away, and says what the run would do.")
    private boolean dryRun;

    @Option(
            names = "--plan",
            paramLabel = "DIR",
            description = "With --dry-run: writes there where everything would stand, as 'export' does.")
    private @Nullable Path plan;

    @Option(
            names = "--retry-failed",
            description = "Leaves the feed alone and takes up only accounts that were set aside, then upgrades.")
    private boolean retryFailed;

    @Option(names = "--strict", description = "Ends with 2 when anything at all is open, not only something new.")
    private boolean strict;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path directory = JobOptions.feed(feed);
        Instant realNow = Clock.systemUTC().instant();
        Instant given = JobOptions.instant("--as-of", asOf);
        Instant now = given == null ? realNow : given;
        Instant end = JobOptions.instant("--until", until);
        if (end != null && end.isBefore(now)) {
            throw CommandRefused.nothingStarted("--until " + end + " lies before " + now + ".");
        }
        if (retryFailed && end != null) {
            throw CommandRefused.nothingStarted("--retry-failed takes up what failed until now; leave out --until.");
        }
        if (plan != null) {
            if (!dryRun) {
                throw CommandRefused.nothingStarted(
                        "--plan goes with --dry-run; after a run, use ./migrate export DIR.");
            }
            ExportCommand.prepare(plan);
        }
        PrintWriter out = spec.commandLine().getOut();
        StepProgress progress = new ConsoleProgress(out);
        try (DryRun copy = dryRun ? DryRun.of(common) : null;
                Session session = copy == null ? Session.open(common, progress) : copy.open(progress, realNow)) {
            Simulation.settle(session.get(Origin.class), end != null, now, realNow);
            Reports.Before before = session.get(Reports.class).before(List.of("nightly", "upgrade"));
            long mark = session.get(AccountChanges.class).mark();
            Timeline timeline = session.get(Timeline.class);
            List<Run> runs = retryFailed
                    ? retry(session, now, out)
                    : end == null
                            ? timeline.once(directory, now)
                            : timeline.until(directory, now, end, event -> out.println(event));
            if (copy != null) {
                out.println();
                out.print(PlanText.of(session.get(AccountChanges.class).since(mark, SHOWN)));
            }
            if (plan != null) {
                out.println();
                ExportCommand.write(session, plan, out);
            }
            return JobResult.tell(session, runs, before, strict, out);
        }
    }

    private static List<Run> retry(Session session, Instant now, PrintWriter out) {
        JobRuns jobs = session.get(JobRuns.class);
        RetrySetAside retry = session.get(RetrySetAside.class);
        Act act = new Act(now, "run --retry-failed", null);
        session.latestNight()
                .ifPresent(night -> RetryCommand.tell(
                        jobs.betweenNights(() -> retry.all(new Night(night.run(), night.date(), now), act)), out));
        return List.of(jobs.upgrade(now));
    }
}
