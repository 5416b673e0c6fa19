package dev.chatmigration.cli;

import dev.chatmigration.database.Origin;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.reporting.Reports;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "nightly", mixinStandardHelpOptions = true, description = "The nightly job alone.")
class NightlyCommand implements Callable<Integer> {
    @Option(names = "--feed", required = true, paramLabel = "DIR", description = "The feed directory.")
    private Path feed;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "What counts as now, e.g. 2026-12-01T01:00:00Z.")
    private @Nullable String asOf;

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
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(common, new ConsoleProgress(out))) {
            Simulation.settle(session.get(Origin.class), false, now, realNow);
            Reports.Before before = session.get(Reports.class).before(List.of("nightly"));
            var run = session.get(JobRuns.class).nightly(directory, LocalDate.ofInstant(now, ZoneOffset.UTC), now);
            return JobResult.tell(session, List.of(run), before, strict, out);
        }
    }
}
