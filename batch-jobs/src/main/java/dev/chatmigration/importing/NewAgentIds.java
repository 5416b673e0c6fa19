package dev.chatmigration.importing;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Guards the ids that upgrades gave to agents known to Chat only: no record of a feed may have one of them. The other
 * way round, an upgrade passes over the ids that feeds have brought.
 */
@Component
class NewAgentIds {
    /** Where the counter starts; feeds hardly ever come that far. */
    private static final long FIRST = 8_000_000_000_000_000L;

    // The lock keeps an upgrade from taking further ids until these records are stored.
    private static final String LOCK = "UPDATE new_agent_id SET next_id = next_id WHERE counter_id = 1";
    private static final String RAISE =
            "UPDATE new_agent_id SET next_id = :above WHERE counter_id = 1 AND next_id < :above";
    private static final String TAKEN = """
            SELECT g.agent_id FROM agent g JOIN {rows} ON g.agent_id = r.agent_id WHERE g.support_user_id IS NULL
            """;
    private static final Columns<Long> IDS = Columns.<Long>of().bigint("agent_id", id -> id);

    /** Up to here numbers survive readers of JSON that know floating point only; the counter never comes further. */
    private static final long LAST = 9_000_000_000_000_000L;

    private final JdbcClient jdbc;
    private final Rows rows;

    NewAgentIds(JdbcClient jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** Which of the ids an agent made by an upgrade has; the others are kept from upgrades. */
    Set<Long> taken(Collection<Long> ids) {
        List<Long> inRange =
                ids.stream().filter(id -> id >= FIRST && id <= LAST).distinct().toList();
        if (inRange.isEmpty()) {
            return Set.of();
        }
        jdbc.sql(LOCK).update();
        Set<Long> taken = new HashSet<>(rows.query(TAKEN, IDS, inRange, (result, row) -> result.getLong(1)));
        inRange.stream()
                .filter(id -> !taken.contains(id))
                .max(Long::compare)
                .ifPresent(
                        highest -> jdbc.sql(RAISE).param("above", highest + 1).update());
        return taken;
    }
}
