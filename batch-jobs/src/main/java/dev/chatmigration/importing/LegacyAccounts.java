package dev.chatmigration.importing;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.AgentReview.Decision;
import dev.chatmigration.domain.account.AgentReview.ReviewedRole;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.account.SupportUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL that reads the legacy tables: one query a table for any number of accounts. */
@Component
public class LegacyAccounts {
    private static final String LEGACY_IDS = """
            SELECT account_id
              FROM account
             WHERE account_id > ? AND phase IN ('legacy_chat', 'legacy_chat_support')
             ORDER BY account_id
             FETCH FIRST ? ROWS ONLY
            """;
    private static final String IDS = """
            SELECT account_id
              FROM account
             WHERE account_id > ?
             ORDER BY account_id
             FETCH FIRST ? ROWS ONLY
            """;
    private static final String ACCOUNTS = """
            SELECT t.account_id, t.phase, t.subdomain, t.name, t.details, t.chat_ip_entries, t.support_ip_ranges
              FROM account t JOIN {rows} ON t.account_id = r.account_id
             ORDER BY t.account_id
            """;
    private static final String CHAT_AGENTS = """
            SELECT t.account_id, t.chat_agent_id, t.email, t.first_name, t.last_name, t.display_name, t.enabled,
                   t.is_owner, t.is_administrator, t.role_id,
                   CASE WHEN d.night_1 > t.seen_night THEN 1 ELSE 0 END
                     + CASE WHEN d.night_2 > t.seen_night THEN 1 ELSE 0 END
                     + CASE WHEN d.night_3 > t.seen_night THEN 1 ELSE 0 END AS nights_unseen
              FROM chat_agent t
              JOIN {rows} ON t.account_id = r.account_id
              LEFT JOIN agent_delivery d ON d.account_id = t.account_id AND d.side = 'chat'
             WHERE NOT t.deleted
             ORDER BY t.account_id, t.chat_agent_id
            """;
    private static final String SUPPORT_USERS = """
            SELECT t.account_id, t.support_user_id, t.name, t.alias, t.email, t.role, t.role_type, t.deleted,
                   t.suspended, t.verified, t.locale, t.time_zone, t.identities
              FROM support_user t JOIN {rows} ON t.account_id = r.account_id
             ORDER BY t.account_id, t.support_user_id
            """;
    private static final String REVIEWS = """
            SELECT t.account_id, t.chat_agent_id, t.decision, t.support_user_id, t.email, t.role, t.reviewed_by,
                   t.reviewed_at
              FROM agent_review t JOIN {rows} ON t.account_id = r.account_id
             ORDER BY t.account_id, t.chat_agent_id, t.reviewed_at
            """;
    private static final String DELIVERIES = """
            SELECT t.account_id, t.side, t.delivered_at, t.rejected
              FROM agent_delivery t JOIN {rows} ON t.account_id = r.account_id
            """;

    private final Rows rows;
    private final JdbcClient jdbc;
    private final AccountTable table;

    LegacyAccounts(Rows rows, JdbcClient jdbc, AccountTable table) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.table = table;
    }

    /** The next ids of accounts in a legacy phase, ascending. */
    public List<Long> legacyIdsAfter(long afterId, int limit) {
        return ids(LEGACY_IDS, afterId, limit);
    }

    /** The next ids of accounts in any phase, ascending. */
    public List<Long> idsAfter(long afterId, int limit) {
        return ids(IDS, afterId, limit);
    }

    /** Which of these accounts there are. */
    public Set<Long> known(Collection<Long> ids) {
        return table.known(ids);
    }

    /** Those of the accounts that there are, by id. */
    public List<Account> accounts(Collection<Long> ids) {
        return query(ACCOUNTS, ids, LegacyAccounts::account);
    }

    /** Those of the accounts that there are, by id, and everybody in them. */
    public List<LegacyAccount> withAgents(Collection<Long> ids) {
        Map<Long, List<ChatAgent>> chatAgents =
                byAccount(query(CHAT_AGENTS, ids, LegacyAccounts::chatAgent), ChatAgent::accountId);
        Map<Long, List<SupportUser>> supportUsers =
                byAccount(query(SUPPORT_USERS, ids, LegacyAccounts::supportUser), SupportUser::accountId);
        Map<Long, List<AgentReview>> reviews =
                byAccount(query(REVIEWS, ids, LegacyAccounts::review), AgentReview::accountId);
        Map<Long, AgentData> agentData = agentData(ids);
        List<LegacyAccount> accounts = new ArrayList<>();
        for (Account account : accounts(ids)) {
            accounts.add(new LegacyAccount(
                    account,
                    chatAgents.getOrDefault(account.id(), List.of()),
                    supportUsers.getOrDefault(account.id(), List.of()),
                    reviews.getOrDefault(account.id(), List.of()),
                    agentData.getOrDefault(account.id(), AgentData.NONE)));
        }
        return accounts;
    }

    private Map<Long, AgentData> agentData(Collection<Long> ids) {
        Map<Long, AgentData> data = new HashMap<>();
        query(DELIVERIES, ids, (result, row) -> {
            AgentData before = data.getOrDefault(result.getLong("account_id"), AgentData.NONE);
            Instant deliveredAt = Instants.read(result, "delivered_at");
            boolean chat = result.getString("side").equals(Side.CHAT.label());
            return data.put(
                    result.getLong("account_id"),
                    new AgentData(
                            chat ? deliveredAt : before.chatDeliveredAt(),
                            chat ? before.supportDeliveredAt() : deliveredAt,
                            before.rejectedRecords() + result.getInt("rejected")));
        });
        return data;
    }

    private List<Long> ids(String sql, long afterId, int limit) {
        return jdbc.sql(sql).params(afterId, limit).query(Long.class).list();
    }

    /** Ids that come twice would bring their rows twice. */
    private <R> List<R> query(String sql, Collection<Long> ids, RowMapper<R> mapper) {
        return rows.query(sql, Columns.ACCOUNT_IDS, new HashSet<>(ids), mapper);
    }

    private static <V> Map<Long, List<V>> byAccount(List<V> values, Function<V, Long> accountId) {
        return values.stream().collect(Collectors.groupingBy(accountId));
    }

    private static Account account(ResultSet result, int row) throws SQLException {
        String phase = result.getString("phase");
        return AccountDetails.parse(result.getString("details"))
                .account(
                        result.getLong("account_id"),
                        result.getString("subdomain"),
                        result.getString("name"),
                        Phase.of(phase).orElseThrow(() -> new IllegalStateException("No such phase: " + phase)),
                        result.getString("chat_ip_entries"),
                        result.getString("support_ip_ranges"));
    }

    private static ChatAgent chatAgent(ResultSet result, int row) throws SQLException {
        return new ChatAgent(
                result.getLong("account_id"),
                result.getLong("chat_agent_id"),
                result.getString("email"),
                result.getString("first_name"),
                result.getString("last_name"),
                result.getString("display_name"),
                result.getBoolean("enabled"),
                result.getBoolean("is_owner"),
                result.getBoolean("is_administrator"),
                result.getObject("role_id", Long.class),
                result.getInt("nights_unseen"));
    }

    private static SupportUser supportUser(ResultSet result, int row) throws SQLException {
        return new SupportUser(
                result.getLong("account_id"),
                result.getLong("support_user_id"),
                result.getString("name"),
                result.getString("alias"),
                result.getString("email"),
                SupportUser.Role.valueOf(result.getString("role")),
                result.getObject("role_type", Integer.class),
                result.getBoolean("deleted"),
                result.getBoolean("suspended"),
                result.getObject("verified", Boolean.class),
                result.getString("locale"),
                result.getString("time_zone"),
                StoredIdentity.parse(result.getString("identities")));
    }

    static AgentReview review(ResultSet result, int row) throws SQLException {
        String role = result.getString("role");
        return new AgentReview(
                result.getLong("account_id"),
                result.getLong("chat_agent_id"),
                Decision.valueOf(result.getString("decision")),
                result.getObject("support_user_id", Long.class),
                result.getString("email"),
                role == null ? null : ReviewedRole.valueOf(role),
                result.getString("reviewed_by"),
                Instants.read(result, "reviewed_at"));
    }
}
