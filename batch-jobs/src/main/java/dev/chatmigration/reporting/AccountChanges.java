package dev.chatmigration.reporting;

import dev.chatmigration.database.Instants;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The steps that accounts took from some moment on, read from the audit. */
@Component
public class AccountChanges {
    private static final String LATEST = "SELECT COALESCE(MAX(audit_id), 0) FROM audit";
    private static final String COUNTS = """
            SELECT what, COUNT(*) FROM audit WHERE audit_id > :mark AND account_id IS NOT NULL AND subject IS NULL
             GROUP BY what ORDER BY MIN(audit_id)
            """;
    private static final String SINCE = """
            SELECT account_id, what, from_value, to_value, slot_start, reason FROM audit
             WHERE audit_id > :mark AND account_id IS NOT NULL AND subject IS NULL ORDER BY audit_id LIMIT :limit
            """;

    private final JdbcClient jdbc;

    AccountChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One step of one account; {@code slot} is the one it has afterwards. */
    public record Change(
            long accountId,
            String what,
            String from,
            String to,
            @Nullable Instant slot,
            @Nullable String reason) {}

    /** Where the audit ends now. */
    public long mark() {
        return jdbc.sql(LATEST).query(Long.class).single();
    }

    /**
     * What came after some moment.
     *
     * @param counts steps of each kind, in the order in which the kinds first came
     * @param first the first of them
     */
    public record Plan(Map<String, Long> counts, List<Change> first) {
        /** All steps. */
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The steps after that moment, so many of them one by one. */
    public Plan since(long mark, int shown) {
        return new Plan(counts(mark), first(mark, shown));
    }

    private Map<String, Long> counts(long mark) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql(COUNTS).param("mark", mark).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private List<Change> first(long mark, int limit) {
        return jdbc.sql(SINCE)
                .param("mark", mark)
                .param("limit", limit)
                .query((row, number) -> new Change(
                        row.getLong("account_id"),
                        row.getString("what"),
                        row.getString("from_value"),
                        row.getString("to_value"),
                        Instants.readOrNull(row, "slot_start"),
                        row.getString("reason")))
                .list();
    }
}
