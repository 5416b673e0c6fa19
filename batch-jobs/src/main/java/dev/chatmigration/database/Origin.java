package dev.chatmigration.database;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether this database lives on the real clock or on a simulated one. It is settled by the first run and never
 * changes: a simulated database holds upgrades that never happened, and no mail about them may leave.
 */
@Component
public class Origin {
    private static final String FIND = "SELECT simulated, born_at FROM database_origin";
    private static final String BORN =
            "INSERT INTO database_origin (origin_id, simulated, born_at) VALUES (1, :simulated, :bornAt)";

    private static final String SIMULATE = "UPDATE database_origin SET simulated = TRUE";

    private final JdbcClient jdbc;

    Origin(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How and when a database began. */
    public record Birth(boolean simulated, Instant bornAt) {}

    public Optional<Birth> birth() {
        return jdbc.sql(FIND)
                .query((result, row) -> new Birth(result.getBoolean("simulated"), Instants.read(result, "born_at")))
                .optional();
    }

    public boolean isSimulated() {
        return birth().map(Birth::simulated).orElse(false);
    }

    /** Turns a copy into a simulated database, whatever its original is. */
    public void simulate(Instant bornAt) {
        if (jdbc.sql(SIMULATE).update() == 0) {
            settle(true, bornAt);
        }
    }

    /** Settles it for a database that has run nothing yet. */
    public void settle(boolean simulated, Instant bornAt) {
        jdbc.sql(BORN)
                .param("simulated", simulated)
                .param("bornAt", bornAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
