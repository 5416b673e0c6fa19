package dev.chatmigration.reporting;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Json;
import dev.chatmigration.domain.agentmerge.Evidence;
import dev.chatmigration.reporting.Explanation.Becomes;
import dev.chatmigration.reporting.Explanation.LeftOut;
import dev.chatmigration.reporting.Explanation.Mail;
import dev.chatmigration.reporting.Explanation.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** All SQL of what explains one account. */
@Component
class ExplanationTables {
    private static final String PROPOSED = """
            SELECT p.name, p.chat_agent_id, p.support_user_id, CAST(NULL AS BIGINT) AS agent_id, p.scenario, p.email,
                   p.alias, p.decided_by, p.role, p.sign_in, p.active, p.waits, p.evidence
              FROM agent_proposal p WHERE p.account_id = :account ORDER BY p.place
            """;

    // The last proposal before the upgrade is what was carried out, so its evidence is the agent's.
    private static final String UPGRADED = """
            SELECT g.name, g.chat_agent_id, g.support_user_id, g.agent_id, g.scenario, g.email, g.alias, g.decided_by,
                   g.role, g.sign_in, g.active, FALSE AS waits, COALESCE(p.evidence, '[]') AS evidence
              FROM agent g LEFT JOIN agent_proposal p
                ON p.account_id = g.account_id
               AND p.chat_agent_id IS NOT DISTINCT FROM g.chat_agent_id
               AND p.support_user_id IS NOT DISTINCT FROM g.support_user_id
             WHERE g.account_id = :account ORDER BY g.agent_id
            """;
    private static final String LEFT_OUT = """
            SELECT name, side, record_id, reason FROM agent_left_out
             WHERE account_id = :account ORDER BY side, record_id
            """;
    private static final String MAILS = """
            SELECT kind, recipient, status, created_at FROM outbox
             WHERE account_id = :account ORDER BY created_at, message_id
            """;
    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Json json;

    ExplanationTables(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** An agent, done or proposed. */
    record Known(Person person, Becomes becomes) {}

    List<Known> agents(long accountId, boolean upgraded) {
        return jdbc.sql(upgraded ? UPGRADED : PROPOSED)
                .param("account", accountId)
                .query((result, row) -> new Known(
                        new Person(
                                result.getString("name"),
                                result.getObject("chat_agent_id", Long.class),
                                result.getObject("support_user_id", Long.class),
                                result.getObject("agent_id", Long.class)),
                        becomes(result)))
                .list();
    }

    private Becomes becomes(ResultSet result) throws SQLException {
        return new Becomes(
                result.getString("scenario"),
                result.getString("email"),
                result.getString("alias"),
                result.getString("decided_by"),
                result.getString("role"),
                result.getString("sign_in"),
                result.getBoolean("active"),
                result.getBoolean("waits"),
                json.read(result.getString("evidence"), EVIDENCE));
    }

    List<LeftOut> leftOut(long accountId) {
        return jdbc.sql(LEFT_OUT)
                .param("account", accountId)
                .query((result, row) -> {
                    boolean chat = result.getString("side").equals("chat");
                    @Nullable Long id = result.getLong("record_id");
                    return new LeftOut(
                            new Person(result.getString("name"), chat ? id : null, chat ? null : id, null),
                            result.getString("reason"));
                })
                .list();
    }

    /** Every mail of the account, in the order in which they were written. */
    List<Mail> mails(long accountId) {
        return jdbc.sql(MAILS)
                .param("account", accountId)
                .query((result, row) -> new Mail(
                        result.getString("kind"),
                        result.getString("recipient"),
                        result.getString("status"),
                        Instants.read(result, "created_at")))
                .list();
    }
}
