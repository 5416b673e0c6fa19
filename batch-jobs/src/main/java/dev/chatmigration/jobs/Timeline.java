package dev.chatmigration.jobs;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.Origin;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.maildispatch.WaitingMails;
import dev.chatmigration.passwordsetup.SetupLinks;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.scheduling.DueNotices;
import dev.chatmigration.settings.MigrationSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs both jobs at one instant, or lets the clock jump from event to event. */
@Component
public class Timeline {
    private final JobRuns jobs;
    private final RunLog runs;
    private final AccountMigrations migrations;
    private final DueNotices notices;
    private final SetupLinks links;
    private final WaitingMails mails;
    private final Brakes brakes;
    private final MigrationSettings settings;

    Timeline(
            JobRuns jobs,
            RunLog runs,
            AccountMigrations migrations,
            DueNotices notices,
            SetupLinks links,
            WaitingMails mails,
            Brakes brakes,
            MigrationSettings settings) {
        this.jobs = jobs;
        this.runs = runs;
        this.migrations = migrations;
        this.notices = notices;
        this.links = links;
        this.mails = mails;
        this.brakes = brakes;
        this.settings = settings;
    }

    /** The nightly job, then the upgrade job, once. What was cut off in the upgrade job goes on there. */
    public List<Run> once(Path feed, Instant asOf) {
        LocalDate night = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        return upgradeWasCutOff(feed, night) ? List.of(jobs.upgrade(asOf)) : night(feed, night, asOf);
    }

    private boolean upgradeWasCutOff(Path feed, LocalDate night) {
        Optional<Run> nightly = jobs.latestNightly(feed, night);
        Optional<Run> upgrade = runs.latest(MigrationJobs.UPGRADE);
        return nightly.isPresent()
                && nightly.get().outcome() == Outcome.COMPLETED
                && upgrade.isPresent()
                && upgrade.get().id() > nightly.get().id()
                && (upgrade.get().outcome() == Outcome.RUNNING || upgrade.get().outcome() == Outcome.STOPPED);
    }

    /**
     * From event to event: nights, due slots, due notices, hours in which mails may leave. A stretch that is through already is not run again: the clock
     * goes on from its last event, which is finished if it was cut off. It stands still where a brake waits for people to say
     * that so much is right.
     *
     * @param until events at this instant still happen
     * @param announce told of each event before it happens
     */
    public List<Run> until(Path feed, Instant asOf, Instant until, Consumer<String> announce) {
        List<Run> done = new ArrayList<>();
        Instant now = asOf;
        LocalDate night = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        Optional<Run> lastNight =
                runs.latest(MigrationJobs.NIGHTLY).filter(run -> !run.asOf().isBefore(asOf));
        Optional<Run> lastUpgrade =
                runs.latest(MigrationJobs.UPGRADE).filter(run -> run.asOf().isAfter(asOf));
        if (lastNight.isPresent()
                && lastUpgrade.isPresent()
                && !lastUpgrade.get().asOf().isBefore(lastNight.get().asOf())) {
            night = lastNight.get().night();
            now = lastUpgrade.get().asOf();
            announce.accept("Going on from " + now);
            done.add(jobs.upgrade(now));
        } else {
            night = lastNight.map(Run::night).orElse(night);
            now = lastNight.map(Run::asOf).orElse(now);
            announce.accept("Night " + night);
            done.addAll(night(feed, night, now));
        }
        while (completed(done) && brakes.waiting().isEmpty()) {
            Instant nextNight = night.plusDays(1)
                    .atTime(settings.nightlyAt())
                    .atOffset(ZoneOffset.UTC)
                    .toInstant();
            Instant next = Stream.of(
                            nextNight,
                            migrations.nextSlotAfter(now),
                            notices.nextAfter(now),
                            links.nextReminderAfter(now),
                            mails.after(now).map(WaitingMails.Later::first).orElse(null))
                    .flatMap(Stream::ofNullable)
                    .min(Instant::compareTo)
                    .orElse(nextNight);
            if (next.isAfter(until)) {
                break;
            }
            now = next;
            if (next.equals(nextNight)) {
                night = night.plusDays(1);
                announce.accept("Night " + night);
                done.addAll(night(feed, night, now));
            } else {
                announce.accept("Slots and notices due at " + now);
                done.add(jobs.upgrade(now));
            }
        }
        return done;
    }

    private List<Run> night(Path feed, LocalDate night, Instant asOf) {
        Run nightly = jobs.nightly(feed, night, asOf);
        return nightly.outcome() == Outcome.COMPLETED ? List.of(nightly, jobs.upgrade(asOf)) : List.of(nightly);
    }

    private static boolean completed(List<Run> done) {
        return done.get(done.size() - 1).outcome() == Outcome.COMPLETED;
    }

    /** The instant that counts as now for a person's verb: on a simulated clock the time of the latest run. */
    public static Instant now(Origin origin, RunLog runs, Instant realNow) {
        @Nullable
        Instant simulated = origin.isSimulated()
                ? Stream.of(MigrationJobs.NIGHTLY, MigrationJobs.UPGRADE)
                        .flatMap(job -> runs.latest(job).stream())
                        .map(Run::asOf)
                        .max(Instant::compareTo)
                        .orElse(null)
                : null;
        return simulated == null ? realNow : simulated;
    }
}
