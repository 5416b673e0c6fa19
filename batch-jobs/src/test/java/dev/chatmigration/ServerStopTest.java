package dev.chatmigration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.Origin;
import dev.chatmigration.database.StoppablePostgresql;
import dev.chatmigration.database.TestMigration;
import dev.chatmigration.jobs.JobRuns;
import dev.chatmigration.jobs.RunLog.Outcome;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.jobs.Timeline;
import dev.chatmigration.testing.FailPoints;
import dev.chatmigration.testing.FailPoints.Point;
import dev.chatmigration.testing.Traces;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedRuntimeException;

/**
 * The server of the database stops without warning, as by {@code pg_ctl -m immediate} or by a cut cable, and is started
 * again: the same command goes on, in a new process or in the one that was there.
 */
class ServerStopTest {
    private static final Path FEED = Path.of("..", "config", "sample-feed");
    private static final Instant NIGHT = Instant.parse("2026-12-01T01:00:00Z");
    private static final Instant SLOT = Instant.parse("2026-12-22T00:00:00Z");
    private static final int PLACES = 3;

    @TempDir
    private Path folder;

    private int courses;

    /** Commands as operations give them one after the other, and give again where one could not be finished. */
    private static final class Commands {
        private final Deque<Function<TestMigration, List<Run>>> left = new ArrayDeque<>(List.of(
                migration -> migration.bean(Timeline.class).once(FEED, NIGHT),
                migration -> List.of(migration.bean(JobRuns.class).upgrade(SLOT))));

        /** Whether all are done; false where one could not be finished. */
        boolean done(TestMigration migration) {
            while (!left.isEmpty()) {
                try {
                    List<Run> runs = left.getFirst().apply(migration);
                    if (!runs.stream().allMatch(run -> run.outcome() == Outcome.COMPLETED)) {
                        return false;
                    }
                } catch (NestedRuntimeException | IllegalStateException theDatabaseWentAway) {
                    return false;
                }
                left.removeFirst();
            }
            return true;
        }
    }

    @Test
    void aServerThatStopsAtOnceWithinACommandCostsNothingThatWasCommitted() {
        try (StoppablePostgresql server = new StoppablePostgresql(folder.resolve("pg"))) {
            FailPoints noted = FailPoints.noting();
            Traces undisturbed;
            Path data = newCourse();
            try (TestMigration migration = start(server, noted, data)) {
                settle(migration);
                assertThat(new Commands().done(migration)).isTrue();
                undisturbed = Traces.of(migration, data);
            }
            List<Point> places = noted.met().stream()
                    .filter(point -> !point.what().startsWith("between steps"))
                    .toList();
            for (Point place : IntStream.range(0, PLACES)
                    .mapToObj(n -> places.get((2 * n + 1) * places.size() / (2 * PLACES)))
                    .toList()) {
                server.makeEmpty();
                data = newCourse();
                Commands commands = new Commands();
                FailPoints disturbing = FailPoints.disturbingAt(place, () -> {
                    server.stopImmediately();
                    server.startAgain();
                });
                try (TestMigration migration = start(server, disturbing, data)) {
                    settle(migration);
                    boolean done = commands.done(migration);
                    assertThat(disturbing.reached()).as(place.toString()).isTrue();
                    if (courses % 2 == 0) {
                        assertThat(done || commands.done(migration))
                                .as("in the process that was there, %s", place)
                                .isTrue();
                    }
                }
                try (TestMigration migration = start(server, FailPoints.noting(), data)) {
                    assertThat(commands.done(migration)).as(place.toString()).isTrue();
                    assertThat(Traces.of(migration, data).differencesFrom(undisturbed))
                            .as(place.toString())
                            .isEmpty();
                }
            }
        }
    }

    private Path newCourse() {
        courses++;
        return folder.resolve("data" + courses);
    }

    private static TestMigration start(StoppablePostgresql server, FailPoints points, Path data) {
        return TestMigration.on(
                server.settings(), points.between(), "migration.data-dir=" + data, "logging.level.root=OFF");
    }

    private static void settle(TestMigration migration) {
        migration.bean(Origin.class).settle(true, NIGHT);
    }
}
