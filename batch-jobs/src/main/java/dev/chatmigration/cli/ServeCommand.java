package dev.chatmigration.cli;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.chatmigration.database.Origin;
import dev.chatmigration.jobs.ServedJobs;
import dev.chatmigration.settings.MigrationSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs both jobs on their schedules until it is stopped.")
class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--feed",
            paramLabel = "DIR",
            description = "The feed directory, read anew each night (default: MIGRATION_FEEDDIR, else DATA/feed).")
    private @Nullable Path feed;

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(common, null)) {
            Instant now = Clock.systemUTC().instant();
            Simulation.settle(session.get(Origin.class), false, now, now);
            if (session.get(Origin.class).isSimulated()) {
                throw CommandRefused.nothingStarted("This database lives on a simulated clock; serve needs a real one."
                        + " Name a new folder with --data.");
            }
            MigrationSettings settings = session.get(MigrationSettings.class);
            Path directory = feed != null ? feed : settings.feedDir();
            Path watched = directory != null ? directory : settings.dataDir().resolve("feed");
            Scheduler scheduler = session.get(ServedJobs.class).start(watched, line -> {
                out.println(line);
                out.flush();
            });
            out.println("Serving: nightly at " + settings.nightlyAt() + " UTC from " + watched + ", upgrades every "
                    + settings.upgradeEvery().toMinutes() + " minutes. Stop with Ctrl-C.");
            CountDownLatch stopped = new CountDownLatch(1);
            Termination.on(() -> {
                stopped.countDown();
                session.stopJobs();
            });
            stopped.await();
            scheduler.stop();
            return ExitCode.DONE;
        }
    }
}
