package dev.chatmigration.cli;

import dev.chatmigration.database.Origin;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.reporting.Reports;
import java.io.PrintWriter;
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
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = "Upgrades the accounts whose slot has come; meant for a timer of at most 30 minutes.")
class UpgradeCommand implements Callable<Integer> {
    @Option(names = "--as-of", paramLabel = "INSTANT", description = "What counts as now, e.g. 2026-12-22T22:00:00Z.")
    private @Nullable String asOf;

    @Option(names = "--strict", description = "Ends with 2 when anything at all is open, not only something new.")
    private boolean strict;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instant realNow = Clock.systemUTC().instant();
        Instant given = JobOptions.instant("--as-of", asOf);
        Instant now = given == null ? realNow : given;
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(common, new ConsoleProgress(out))) {
            Simulation.settle(session.get(Origin.class), false, now, realNow);
            Reports.Before before = session.get(Reports.class).before(List.of("upgrade"));
            var run = session.get(JobRuns.class).upgrade(now);
            return JobResult.tell(session, List.of(run), before, strict, out);
        }
    }
}
