package dev.chatmigration.reporting;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Json;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** All SQL of the export: each query takes a page of accounts, so that no table is ever read at once. */
@Component
class ExportTables {
    /** Accounts that the export speaks of: the legacy ones, and those that have come further in the meantime. */
    private static final String ACCOUNTS = """
            SELECT a.account_id
              FROM account a LEFT JOIN account_migration m ON m.account_id = a.account_id
             WHERE (a.phase IN ('legacy_chat', 'legacy_chat_support')
                    OR m.state IN ('UPGRADED', 'FINALIZED', 'ROLLED_BACK') OR m.revision > 0)
               AND a.account_id > :last
             ORDER BY a.account_id LIMIT :limit
            """;

    private static final String ALL_ACCOUNTS =
            "SELECT account_id FROM account WHERE account_id > :last ORDER BY account_id LIMIT :limit";
    private static final String AGENTS = """
            SELECT g.account_id, g.agent_id, g.name, g.alias, NULLIF(g.email, '') AS email, g.support_user_id,
                   g.chat_agent_id, g.scenario, g.decided_by, g.role, g.sign_in, g.active
              FROM agent g JOIN {rows} ON g.account_id = r.account_id
              JOIN account_migration m ON m.account_id = g.account_id AND m.state IN ('UPGRADED', 'FINALIZED')
             ORDER BY g.account_id, g.agent_id
            """;
    private static final String PROPOSALS = """
            SELECT p.account_id, p.chat_agent_id, p.support_user_id, p.scenario, p.email, p.evidence, p.waits
              FROM agent_proposal p JOIN {rows} ON p.account_id = r.account_id
              JOIN account a ON a.account_id = p.account_id AND a.phase IN ('legacy_chat', 'legacy_chat_support')
              LEFT JOIN account_migration m ON m.account_id = p.account_id
             WHERE m.state IS NULL OR m.state NOT IN ('UPGRADED', 'FINALIZED')
             ORDER BY p.account_id, p.place
            """;
    private static final String FINDINGS = """
            SELECT f.account_id, f.check_name, f.severity, f.subject, f.evidence, f.since, f.waived_by, f.waive_reason
              FROM finding f JOIN {rows} ON f.account_id = r.account_id
             ORDER BY f.account_id, f.check_name, f.subject
            """;
    private static final String SCHEDULE = """
            SELECT a.account_id, COALESCE(m.state, 'REGISTERED') AS state, COALESCE(m.held, FALSE) AS held,
                   m.slot_start, m.slot_local, m.slot_zone, COALESCE(m.revision, 0) AS revision
              FROM account a JOIN {rows} ON a.account_id = r.account_id
              LEFT JOIN account_migration m ON m.account_id = a.account_id
             ORDER BY a.account_id
            """;
    private static final String MESSAGES = """
            SELECT i.message_id, i.account_id, i.recipient, i.kind, i.locale, i.text, i.revision, i.updated_at
              FROM in_product_message i JOIN {rows} ON i.account_id = r.account_id
             ORDER BY i.account_id, i.message_id
            """;
    private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final JdbcClient jdbc;
    private final Rows rows;
    private final Json json;

    ExportTables(JdbcClient jdbc, Rows rows, Json json) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
    }

    List<Long> accounts(long last, int limit) {
        return jdbc.sql(ACCOUNTS)
                .param("last", last)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    List<Long> allAccounts(long last, int limit) {
        return jdbc.sql(ALL_ACCOUNTS)
                .param("last", last)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    void agents(Collection<Long> ids, Consumer<Map<String, @Nullable Object>> line) {
        rows.query(AGENTS, Columns.ACCOUNT_IDS, ids, (result, row) -> {
            line.accept(Shapes.fields(
                    "account_id", result.getLong("account_id"),
                    "agent_id", result.getLong("agent_id"),
                    "name", result.getString("name"),
                    "alias", result.getString("alias"),
                    "email", result.getString("email"),
                    "support_user_id", nullableLong(result, "support_user_id"),
                    "chat_agent_id", nullableLong(result, "chat_agent_id"),
                    "scenario", result.getString("scenario"),
                    "decided_by", result.getString("decided_by"),
                    "role", result.getString("role"),
                    "sign_in", result.getString("sign_in"),
                    "active", result.getBoolean("active")));
            return row;
        });
    }

    void proposals(Collection<Long> ids, Consumer<Map<String, @Nullable Object>> line) {
        rows.query(PROPOSALS, Columns.ACCOUNT_IDS, ids, (result, row) -> {
            line.accept(Shapes.fields(
                    "account_id", result.getLong("account_id"),
                    "chat_agent_id", nullableLong(result, "chat_agent_id"),
                    "support_user_id", nullableLong(result, "support_user_id"),
                    "scenario", result.getString("scenario"),
                    "email", result.getString("email"),
                    "evidence", json.read(result.getString("evidence"), OBJECTS),
                    "waits", result.getBoolean("waits")));
            return row;
        });
    }

    /**
     * The findings of these accounts.
     *
     * @param whatToDo from the name of a check to what is to be done
     */
    void findings(Collection<Long> ids, UnaryOperator<String> whatToDo, Consumer<Map<String, @Nullable Object>> line) {
        rows.query(FINDINGS, Columns.ACCOUNT_IDS, ids, (result, row) -> {
            line.accept(Shapes.fields(
                    "account_id", result.getLong("account_id"),
                    "check", result.getString("check_name"),
                    "severity", result.getString("severity"),
                    "subject", result.getString("subject"),
                    "evidence", result.getString("evidence"),
                    "what_to_do", whatToDo.apply(result.getString("check_name")),
                    "since", result.getString("since"),
                    "waived_by", result.getString("waived_by"),
                    "waive_reason", result.getString("waive_reason")));
            return row;
        });
    }

    /**
     * Where these accounts stand.
     *
     * @param zones of the accounts, for those without a slot
     */
    void schedule(Collection<Long> ids, Map<Long, String> zones, Consumer<Map<String, @Nullable Object>> line) {
        rows.query(SCHEDULE, Columns.ACCOUNT_IDS, ids, (result, row) -> {
            Instant start = Instants.readOrNull(result, "slot_start");
            LocalDateTime local = result.getObject("slot_local", LocalDateTime.class);
            String zone = result.getString("slot_zone");
            line.accept(Shapes.fields(
                    "account_id", result.getLong("account_id"),
                    "state", result.getString("state"),
                    "held", result.getBoolean("held"),
                    "slot_utc", start == null ? null : start.toString(),
                    "slot_local", local == null ? null : LOCAL.format(local),
                    "time_zone", zone == null ? zones.get(result.getLong("account_id")) : zone,
                    "revision", result.getInt("revision")));
            return row;
        });
    }

    void messages(Collection<Long> ids, Consumer<Map<String, @Nullable Object>> line) {
        rows.query(MESSAGES, Columns.ACCOUNT_IDS, ids, (result, row) -> {
            line.accept(Shapes.fields(
                    "message_id", result.getString("message_id"),
                    "account_id", result.getLong("account_id"),
                    "to", result.getString("recipient"),
                    "kind", result.getString("kind"),
                    "locale", result.getString("locale"),
                    "text", result.getString("text"),
                    "revision", result.getInt("revision"),
                    "updated_at", Instants.read(result, "updated_at").toString()));
            return row;
        });
    }

    private static @Nullable Long nullableLong(ResultSet result, String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : value;
    }
}
