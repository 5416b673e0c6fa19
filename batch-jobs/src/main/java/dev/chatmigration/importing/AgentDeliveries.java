package dev.chatmigration.importing;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All SQL that writes the table {@code agent_delivery}. */
@Component
class AgentDeliveries {
    private static final String ADD = """
            MERGE INTO agent_delivery t USING (SELECT * FROM {rows}) r
               ON t.account_id = r.account_id AND t.side = r.side
            WHEN MATCHED THEN UPDATE SET
              night_3 = CASE WHEN r.night > t.night_1 THEN t.night_2 ELSE t.night_3 END,
              night_2 = CASE WHEN r.night > t.night_1 THEN t.night_1 ELSE t.night_2 END,
              night_1 = GREATEST(t.night_1, r.night),
              delivered_at = GREATEST(t.delivered_at, r.delivered_at),
              rejected = CASE WHEN t.run_id = r.run_id THEN t.rejected + r.rejected ELSE r.rejected END,
              run_id = r.run_id
            WHEN NOT MATCHED THEN INSERT (account_id, side, night_1, delivered_at, rejected, run_id)
              VALUES (r.account_id, r.side, r.night, r.delivered_at, r.rejected, r.run_id)
            """;

    private final Rows rows;

    AgentDeliveries(Rows rows) {
        this.rows = rows;
    }

    /** Notes that records of these accounts came, and how many of them were refused. */
    void add(Side side, Map<Long, Integer> rejectedByAccount, Delivery delivery) {
        Columns<Map.Entry<Long, Integer>> columns = Columns.<Map.Entry<Long, Integer>>of()
                .bigint("account_id", Map.Entry::getKey)
                .text("side", entry -> side.label())
                .date("night", entry -> delivery.night())
                .instant("delivered_at", entry -> delivery.asOf())
                .integer("rejected", Map.Entry::getValue)
                .bigint("run_id", entry -> delivery.run());
        rows.updateEach(ADD, columns, rejectedByAccount.entrySet());
    }
}
