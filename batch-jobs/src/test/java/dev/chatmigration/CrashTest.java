package dev.chatmigration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.KillableDatabase;
import dev.chatmigration.database.Origin;
import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.jobs.Timeline;
import dev.chatmigration.testing.FailPoints;
import dev.chatmigration.testing.FailPoints.Point;
import dev.chatmigration.testing.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.scope.context.JobSynchronizationManager;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * The first promise: killed at any instant and started again with the same command, the result is the same as without
 * the kill. The process dies before and after each distinct statement that writes and each commit of the sample's winter.
 *
 * <p>A build takes a part of these places, evenly spread; {@code -Dcrash.points=all} takes every one, {@code 3/8} every
 * eighth from the third on, so that they can be taken in eight goes.
 */
@SuppressWarnings("NullAway.Init")
class CrashTest {
    private static final Path FEED = Path.of("..", "config", "sample-feed");
    private static final Instant AS_OF = Instant.parse("2026-12-01T01:00:00Z");
    private static final int IN_A_BUILD = 12;
    private static final Pattern PARTITION =
            Pattern.compile("(agent-merge|ip-reconciliation|readiness|notification)-\\d+");

    @TempDir
    Path directory;

    private KillableDatabase database;
    private Path data;

    /** A command as operations give it, and give again after a kill. */
    private record Command(String name, Work work) {
        interface Work {
            List<Run> on(TestMigration migration);
        }

        static Command run(String asOf) {
            return new Command(
                    "run --as-of " + asOf,
                    migration -> migration.bean(Timeline.class).once(FEED, Instant.parse(asOf)));
        }

        static Command upgrade(String asOf) {
            return new Command(
                    "upgrade --as-of " + asOf,
                    migration -> List.of(migration.bean(JobRuns.class).upgrade(Instant.parse(asOf))));
        }
    }

    /** What the sample is made to show: slots kept, missed and moved, every kind of upgrade, reminders, events. */
    private static final List<Command> WINTER = List.of(
            Command.run("2026-12-01T01:00:00Z"),
            Command.run("2026-12-21T15:00:00Z"),
            Command.upgrade("2026-12-22T00:00:00Z"),
            Command.upgrade("2026-12-23T07:00:00Z"),
            Command.run("2026-12-26T11:00:00Z"),
            Command.upgrade("2026-12-27T11:00:00Z"),
            Command.run("2027-01-11T15:00:00Z"));

    /** A place in the course of a command. */
    private record Place(int command, Point point) {
        @Override
        public String toString() {
            return "command " + (command + 1) + ", " + point;
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void killedAtAnyStatementAndStartedAgainTheResultIsTheSame(TestDatabase which) throws IOException {
        long begin = System.nanoTime();
        database = KillableDatabase.on(which, directory);
        data = Files.createDirectory(directory.resolve("data"));
        List<Traces> undisturbed = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        try (TestMigration migration = start(FailPoints.noting())) {
            migration.bean(Origin.class).settle(true, AS_OF);
        }
        Set<String> seen = new HashSet<>();
        for (int command = 0; command < WINTER.size(); command++) {
            layAside("before_" + command);
            FailPoints noted = FailPoints.noting();
            try (TestMigration migration = start(noted)) {
                finish(migration, WINTER.get(command));
                undisturbed.add(Traces.of(migration, data));
            }
            int index = command;
            List<Point> fresh = noted.met().stream()
                    .filter(point -> !seen.contains(point.what()))
                    .toList();
            fresh.forEach(point -> places.add(new Place(index, point)));
            fresh.forEach(point -> seen.add(point.what()));
        }
        Map<Place, List<String>> differences = new LinkedHashMap<>();
        List<Place> taken = taken(places);
        for (Place place : taken) {
            List<String> found = killAndCompare(place, undisturbed.get(place.command()));
            if (!found.isEmpty()) {
                differences.put(place, found);
                System.out.println(place + "\n   " + String.join("\n   ", found));
            }
        }
        System.out.printf(
                "CrashTest on %s: killed at %d of %d places, %d with a difference, %.0f s%n",
                which, taken.size(), places.size(), differences.size(), (System.nanoTime() - begin) / 1e9);
        assertThat(differences).isEmpty();
    }

    private static List<Place> taken(List<Place> places) {
        String points = System.getProperty("crash.points", String.valueOf(IN_A_BUILD));
        if (points.contains("/")) {
            int part = Integer.parseInt(points.substring(0, points.indexOf('/')));
            int parts = Integer.parseInt(points.substring(points.indexOf('/') + 1));
            return IntStream.range(0, places.size())
                    .filter(place -> place % parts == part - 1)
                    .mapToObj(places::get)
                    .toList();
        }
        int wanted = points.equals("all") ? places.size() : Integer.parseInt(points);
        List<Place> taken = new ArrayList<>();
        for (int n = 0; n < Math.min(wanted, places.size()); n++) {
            taken.add(places.get((int) ((2L * n + 1) * places.size() / (2L * wanted))));
        }
        return taken;
    }

    private List<String> killAndCompare(Place place, Traces undisturbed) {
        takeUp("before_" + place.command());
        Command command = WINTER.get(place.command());
        FailPoints deadly = FailPoints.killingAt(place.point(), database::cutOff);
        // On a thread of its own: what Spring has tied to a thread dies with a process.
        Thread process = new Thread(() -> {
            try (TestMigration migration = start(deadly)) {
                command.work().on(migration);
            }
        });
        process.setUncaughtExceptionHandler((thread, theEnd) -> {});
        process.start();
        join(process);
        joinPartitions();
        forgetWhatRan();
        if (!deadly.reached()) {
            return List.of("The place was not reached again");
        }
        try (TestMigration migration = start(FailPoints.noting())) {
            finish(migration, command);
            return Traces.of(migration, data).differencesFrom(undisturbed);
        } catch (RuntimeException | AssertionError e) {
            return List.of("Started again, it failed: " + e);
        }
    }

    /** Spring Batch remembers running steps and jobs by their numbers as long as the JVM lives. */
    private static void forgetWhatRan() {
        for (Class<?> each : List.of(StepSynchronizationManager.class, JobSynchronizationManager.class)) {
            Object manager = Objects.requireNonNull(ReflectionTestUtils.getField(each, "manager"));
            for (String remembered : List.of("counts", "contexts")) {
                ((Map<?, ?>) Objects.requireNonNull(ReflectionTestUtils.getField(manager, remembered))).clear();
            }
        }
    }

    /** A partition that outlives the one that died would be taken for a part of the process that starts again. */
    private static void joinPartitions() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> PARTITION.matcher(thread.getName()).matches())
                .forEach(CrashTest::join);
    }

    private static void join(Thread process) {
        try {
            process.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void finish(TestMigration migration, Command command) {
        for (Run run : command.work().on(migration)) {
            if (run.outcome() != Outcome.COMPLETED) {
                throw new AssertionError("The " + run.job() + " job ended " + run.outcome() + ": " + run.problem());
            }
        }
    }

    private TestMigration start(FailPoints points) {
        return TestMigration.on(
                database.settings(), points.between(), "migration.data-dir=" + data, "logging.level.root=OFF");
    }

    private void layAside(String name) {
        database.layAside(name);
        copy(data, directory.resolve(name));
    }

    private void takeUp(String name) {
        database.takeUp(name);
        remove(data);
        copy(directory.resolve(name), data);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
