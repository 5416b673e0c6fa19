package dev.chatmigration.readiness;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** When each account is promised to be upgraded, as far as the rules of readiness need to know. */
@Component
class Slots {
    private static final String PROMISED = """
            SELECT m.account_id, m.slot_start FROM account_migration m JOIN {rows} ON m.account_id = r.account_id
             WHERE m.slot_start IS NOT NULL
            """;

    private final Rows rows;

    Slots(Rows rows) {
        this.rows = rows;
    }

    Map<Long, Instant> of(Collection<Long> accountIds) {
        Map<Long, Instant> promised = new HashMap<>();
        rows.query(
                PROMISED,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> promised.put(result.getLong("account_id"), Instants.read(result, "slot_start")));
        return promised;
    }
}
