package dev.chatmigration.cli;

import dev.chatmigration.database.Origin;
import dev.chatmigration.database.Origin.Birth;
import java.time.Instant;
import java.util.Optional;

/** Keeps simulated and real time apart: a database is born in one of them and stays there. */
final class Simulation {
    private Simulation() {}

    /**
     * Settles the origin of a new database, and refuses to simulate on a real one.
     *
     * @param moves whether the command lets time pass by itself
     * @param asOf the instant asked for
     */
    static void settle(Origin origin, boolean moves, Instant asOf, Instant realNow) {
        boolean simulates = moves || asOf.isAfter(realNow);
        Optional<Birth> birth = origin.birth();
        if (birth.isEmpty()) {
            origin.settle(simulates, realNow);
        } else if (simulates && !birth.get().simulated()) {
            throw CommandRefused.nothingStarted("This database lives on the real clock since "
                    + birth.get().bornAt()
                    + "; --until and a future --as-of need one of their own. Name a new folder with --data.");
        }
    }
}
