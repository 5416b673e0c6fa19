package dev.chatmigration.database;

import dev.chatmigration.domain.brake.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All SQL of what is stopped for all accounts. */
@Component
public class Brakes {
    /** No mail leaves. */
    public static final String MAILS = "mails";
    /** No account is upgraded. */
    public static final String UPGRADES = "upgrades";
    /** Accounts whose slots were missed together wait for one answer. */
    public static final String MISSED_SLOTS = "missed-slots";

    private static final String IS_SET = "SELECT COUNT(*) FROM brake WHERE name = :name";
    private static final String ALL = "SELECT name, set_by, reason, set_at FROM brake ORDER BY name";
    private static final String SET = """
            INSERT INTO brake (name, set_by, reason, set_at)
            SELECT v.name, v.set_by, v.reason, v.set_at
              FROM (SELECT CAST(:name AS VARCHAR) AS name, CAST(:by AS VARCHAR) AS set_by,
                           CAST(:reason AS VARCHAR) AS reason, CAST(:at AS TIMESTAMP WITH TIME ZONE) AS set_at) v
             WHERE NOT EXISTS (SELECT 1 FROM brake b WHERE b.name = v.name)
            """;
    private static final String RELEASE = "DELETE FROM brake WHERE name = :name";
    private static final String STOP_SIZE = """
            MERGE INTO brake_size s
            USING (SELECT CAST(:measure AS VARCHAR) AS measure, CAST(:brake AS VARCHAR) AS brake,
                          CAST(:size AS BIGINT) AS size) r ON s.measure = r.measure
            WHEN MATCHED THEN UPDATE SET brake = r.brake, size = r.size, released = FALSE, used_on = NULL
            WHEN NOT MATCHED THEN INSERT (measure, brake, size, released, used_on)
              VALUES (r.measure, r.brake, r.size, FALSE, NULL)
            """;
    private static final String RELEASE_SIZES =
            "UPDATE brake_size SET released = TRUE WHERE brake = :name AND NOT released";
    private static final String RELEASED_SIZE = """
            SELECT size FROM brake_size
             WHERE measure = :measure AND released AND (used_on IS NULL OR used_on = :day)
            """;
    private static final String USE_SIZE = "UPDATE brake_size SET used_on = :day WHERE measure = :measure";
    private static final String WAITING = """
            SELECT b.reason FROM brake b
             WHERE EXISTS (SELECT 1 FROM brake_size s WHERE s.brake = b.name AND NOT s.released)
             ORDER BY b.name
            """;

    private final JdbcClient jdbc;
    private final Audit audit;

    Brakes(JdbcClient jdbc, Audit audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** What is stopped, by whom, since when, and why. */
    public record Brake(String name, String setBy, String reason, Instant setAt) {}

    public boolean isSet(String name) {
        return jdbc.sql(IS_SET).param("name", name).query(Long.class).single() > 0;
    }

    public List<Brake> all() {
        return jdbc.sql(ALL)
                .query((result, row) -> new Brake(
                        result.getString("name"),
                        result.getString("set_by"),
                        result.getString("reason"),
                        Instants.read(result, "set_at")))
                .list();
    }

    /** Stops something; one that is stopped already keeps who stopped it and why. */
    @Transactional
    public boolean set(String name, String by, String reason, Instant at) {
        boolean set = jdbc.sql(SET)
                        .param("name", name)
                        .param("by", by)
                        .param("reason", reason)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
        if (set) {
            keep("STOPPED", name, by, reason, at);
        }
        return set;
    }

    /** Lets it go on, and as much of it as was stopped on one day; false where it was not stopped. */
    @Transactional
    public boolean release(String name, String by, @Nullable String reason, Instant at) {
        jdbc.sql(RELEASE_SIZES).param("name", name).update();
        boolean released = jdbc.sql(RELEASE).param("name", name).update() > 0;
        if (released) {
            keep("RELEASED", name, by, reason, at);
        }
        return released;
    }

    private void keep(String what, String name, String by, @Nullable String reason, Instant at) {
        audit.add(List.of(new Audit.Change(at, by, what, null, name, null, null, null, reason)));
    }

    /** Keeps how much of a measure a brake has stopped, as what {@link #release} then lets go. */
    public void stopSize(String name, Measure measure, long size) {
        jdbc.sql(STOP_SIZE)
                .param("measure", measure.name())
                .param("brake", name)
                .param("size", size)
                .update();
    }

    /** How much of a measure people have let go that may still be done on this day; empty where there is nothing. */
    public Optional<Long> releasedSize(Measure measure, LocalDate day) {
        return jdbc.sql(RELEASED_SIZE)
                .param("measure", measure.name())
                .param("day", day)
                .query(Long.class)
                .optional();
    }

    /** What people have let go of a measure is done on this day, and holds for no other. */
    public void useSize(Measure measure, LocalDate day) {
        jdbc.sql(USE_SIZE).param("measure", measure.name()).param("day", day).update();
    }

    /** What stopped because it was too much and waits for people, each in a sentence. */
    public List<String> waiting() {
        return jdbc.sql(WAITING).query(String.class).list();
    }
}
