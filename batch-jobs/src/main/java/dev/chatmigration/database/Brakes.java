package dev.chatmigration.database;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

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

    private final JdbcClient jdbc;

    Brakes(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
    public boolean set(String name, String by, String reason, Instant at) {
        return jdbc.sql(SET)
                        .param("name", name)
                        .param("by", by)
                        .param("reason", reason)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Lets it go on; false where it was not stopped. */
    public boolean release(String name) {
        return jdbc.sql(RELEASE).param("name", name).update() > 0;
    }
}
