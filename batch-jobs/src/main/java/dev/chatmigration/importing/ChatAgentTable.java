package dev.chatmigration.importing;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.importing.ChatAgentCheck.DeliveredChatAgent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All SQL by which the import writes the table {@code chat_agent}. */
@Component
class ChatAgentTable implements RecordTable<DeliveredChatAgent> {
    private static final String FIND = """
            SELECT t.account_id, t.chat_agent_id, t.content_hash, t.seen_run
              FROM chat_agent t JOIN {rows} ON t.account_id = r.account_id AND t.chat_agent_id = r.chat_agent_id
            """;
    private static final String STORE = """
            MERGE INTO chat_agent t USING (SELECT * FROM {rows}) r
               ON t.account_id = r.account_id AND t.chat_agent_id = r.chat_agent_id
            WHEN MATCHED THEN UPDATE SET
              email = r.email, first_name = r.first_name, last_name = r.last_name, display_name = r.display_name,
              enabled = r.enabled, is_owner = r.is_owner, is_administrator = r.is_administrator, role_id = r.role_id,
              deleted = r.deleted, seen_night = GREATEST(t.seen_night, r.seen_night), content_hash = r.content_hash,
              changed_run = r.run_id, seen_run = r.run_id
            WHEN NOT MATCHED THEN INSERT (account_id, chat_agent_id, email, first_name, last_name, display_name, enabled,
                is_owner, is_administrator, role_id, deleted, seen_night, content_hash, changed_run, seen_run)
              VALUES (r.account_id, r.chat_agent_id, r.email, r.first_name, r.last_name, r.display_name, r.enabled,
                r.is_owner, r.is_administrator, r.role_id, r.deleted, r.seen_night, r.content_hash, r.run_id, r.run_id)
            """;
    private static final String SEEN = """
            MERGE INTO chat_agent t USING (SELECT * FROM {rows}) r
               ON t.account_id = r.account_id AND t.chat_agent_id = r.chat_agent_id
            WHEN MATCHED THEN UPDATE SET seen_night = GREATEST(t.seen_night, r.seen_night), seen_run = r.run_id
            """;
    private static final Columns<DeliveredChatAgent> KEYS = Columns.<DeliveredChatAgent>of()
            .bigint("account_id", delivered -> delivered.agent().accountId())
            .bigint("chat_agent_id", delivered -> delivered.agent().id());

    private final Rows rows;

    ChatAgentTable(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Object key(DeliveredChatAgent delivered) {
        return new AgentKey(delivered.agent().accountId(), delivered.agent().id());
    }

    @Override
    public Long personId(DeliveredChatAgent delivered) {
        return delivered.agent().id();
    }

    @Override
    public String keyField() {
        return "id";
    }

    @Override
    public String named(DeliveredChatAgent delivered) {
        return "Chat agent " + delivered.agent().id();
    }

    @Override
    public String hash(DeliveredChatAgent delivered) {
        ChatAgent agent = delivered.agent();
        return ContentHash.of(
                agent.email(),
                agent.firstName(),
                agent.lastName(),
                agent.displayName(),
                agent.enabled(),
                agent.owner(),
                agent.administrator(),
                agent.roleId(),
                delivered.deleted());
    }

    @Override
    public @Nullable String refusalOfChange() {
        return null;
    }

    @Override
    public Map<Object, Stored> find(Collection<DeliveredChatAgent> delivered) {
        Map<Object, Stored> stored = new HashMap<>();
        rows.query(
                FIND,
                KEYS,
                delivered,
                (result, row) -> stored.put(
                        new AgentKey(result.getLong(1), result.getLong(2)),
                        new Stored(result.getString(3), result.getLong(4))));
        return stored;
    }

    @Override
    public void store(Collection<Row<DeliveredChatAgent>> agents, Delivery delivery) {
        Columns<Row<DeliveredChatAgent>> columns = keysAndNight(delivery)
                .text("email", row -> row.content().agent().email())
                .text("first_name", row -> row.content().agent().firstName())
                .text("last_name", row -> row.content().agent().lastName())
                .text("display_name", row -> row.content().agent().displayName())
                .bool("enabled", row -> row.content().agent().enabled())
                .bool("is_owner", row -> row.content().agent().owner())
                .bool("is_administrator", row -> row.content().agent().administrator())
                .bigint("role_id", row -> row.content().agent().roleId())
                .bool("deleted", row -> row.content().deleted())
                .text("content_hash", Row::hash);
        rows.load("stage_chat_agent", STORE, columns, agents);
    }

    @Override
    public void seen(Collection<Row<DeliveredChatAgent>> agents, Delivery delivery) {
        rows.updateEach(SEEN, keysAndNight(delivery), agents);
    }

    private static Columns<Row<DeliveredChatAgent>> keysAndNight(Delivery delivery) {
        return Columns.<Row<DeliveredChatAgent>>of()
                .bigint("account_id", row -> row.content().agent().accountId())
                .bigint("chat_agent_id", row -> row.content().agent().id())
                .date("seen_night", row -> delivery.night())
                .bigint("run_id", row -> delivery.run());
    }

    @Override
    public @Nullable Side side() {
        return Side.CHAT;
    }
}
