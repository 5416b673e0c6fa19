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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
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
    private static final String CHAT_AGENT = """
            SELECT t.account_id, t.chat_agent_id, t.email, t.first_name, t.last_name, t.display_name, t.enabled,
                   t.is_owner, t.is_administrator, t.role_id,
                   CASE WHEN d.night_1 > t.seen_night THEN 1 ELSE 0 END
                     + CASE WHEN d.night_2 > t.seen_night THEN 1 ELSE 0 END
                     + CASE WHEN d.night_3 > t.seen_night THEN 1 ELSE 0 END AS nights_unseen
              FROM chat_agent t
              JOIN {rows} ON t.account_id = r.account_id
              LEFT JOIN agent_delivery d ON d.account_id = t.account_id AND d.side = 'chat'
             WHERE NOT t.deleted
            """;
    private static final String BY_CHAT_AGENT = " ORDER BY t.account_id, t.chat_agent_id";
    private static final String CHAT_AGENTS = CHAT_AGENT + BY_CHAT_AGENT;
    private static final String CHAT_ADMINISTRATORS =
            CHAT_AGENT + " AND (t.is_owner OR t.is_administrator OR t.chat_agent_id = r.owner_id)" + BY_CHAT_AGENT;
    private static final String NAMED_CHAT_AGENTS = CHAT_AGENT + " AND t.chat_agent_id = r.id" + BY_CHAT_AGENT;
    private static final String SUPPORT_USER = """
            SELECT t.account_id, t.support_user_id, t.name, t.alias, t.email, t.role, t.role_type, t.deleted,
                   t.suspended, t.verified, t.locale, t.time_zone, t.identities
              FROM support_user t JOIN {rows} ON t.account_id = r.account_id
            """;
    private static final String BY_SUPPORT_USER = " ORDER BY t.account_id, t.support_user_id";
    private static final String SUPPORT_USERS = SUPPORT_USER + BY_SUPPORT_USER;
    private static final String SUPPORT_ADMINISTRATORS = SUPPORT_USER + " WHERE t.role = 'ADMIN'" + BY_SUPPORT_USER;
    private static final String NAMED_SUPPORT_USERS =
            SUPPORT_USER + " WHERE t.support_user_id = r.id" + BY_SUPPORT_USER;
    private static final String SUPPORT_AGENTS = """
            SELECT t.account_id, COUNT(*) AS agents FROM support_user t JOIN {rows} ON t.account_id = r.account_id
             WHERE t.role IN ('ADMIN', 'AGENT') AND NOT t.deleted
             GROUP BY t.account_id
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

    private static final Columns<Account> OWNED = Columns.<Account>of()
            .bigint("account_id", Account::id)
            .bigint("owner_id", account -> account.owner().chatAgentId());

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
        List<SupportUser> supportUsers = query(SUPPORT_USERS, ids, LegacyAccounts::supportUser);
        Map<Long, Integer> supportAgents = supportUsers.stream()
                .filter(user -> user.isAgent() && !user.deleted())
                .collect(Collectors.groupingBy(SupportUser::accountId, Collectors.summingInt(user -> 1)));
        return joined(accounts(ids), query(CHAT_AGENTS, ids, LegacyAccounts::chatAgent), supportUsers, supportAgents);
    }

    /**
     * As {@link #withAgents}, but of the people only those who have to be looked at to find the administrators, and some
     * others: an account may have thousands.
     */
    public List<LegacyAccount> withAdministrators(Collection<Long> ids, Collection<Person> others) {
        List<Account> accounts = accounts(ids);
        NavigableMap<Person, ChatAgent> chatAgents = new TreeMap<>();
        Consumer<ChatAgent> addChatAgent = agent -> chatAgents.put(Person.ofChat(agent.accountId(), agent.id()), agent);
        rows.query(CHAT_ADMINISTRATORS, OWNED, accounts, LegacyAccounts::chatAgent)
                .forEach(addChatAgent);
        rows.query(NAMED_CHAT_AGENTS, Person.COLUMNS, of(Side.CHAT, others), LegacyAccounts::chatAgent)
                .forEach(addChatAgent);
        NavigableMap<Person, SupportUser> supportUsers = new TreeMap<>();
        Consumer<SupportUser> addSupportUser =
                user -> supportUsers.put(Person.ofSupport(user.accountId(), user.id()), user);
        query(SUPPORT_ADMINISTRATORS, ids, LegacyAccounts::supportUser).forEach(addSupportUser);
        rows.query(NAMED_SUPPORT_USERS, Person.COLUMNS, of(Side.SUPPORT, others), LegacyAccounts::supportUser)
                .forEach(addSupportUser);
        Map<Long, Integer> supportAgents = new HashMap<>();
        query(SUPPORT_AGENTS, ids, (result, row) -> supportAgents.put(result.getLong(1), result.getInt(2)));
        return joined(accounts, chatAgents.values(), supportUsers.values(), supportAgents);
    }

    private static Set<Person> of(Side side, Collection<Person> people) {
        return people.stream().filter(each -> each.side() == side).collect(Collectors.toSet());
    }

    private List<LegacyAccount> joined(
            List<Account> accounts,
            Collection<ChatAgent> chatAgents,
            Collection<SupportUser> supportUsers,
            Map<Long, Integer> supportAgents) {
        List<Long> ids = accounts.stream().map(Account::id).toList();
        Map<Long, List<ChatAgent>> chatAgentsOf = byAccount(chatAgents, ChatAgent::accountId);
        Map<Long, List<SupportUser>> supportUsersOf = byAccount(supportUsers, SupportUser::accountId);
        Map<Long, List<AgentReview>> reviewsOf =
                byAccount(query(REVIEWS, ids, LegacyAccounts::review), AgentReview::accountId);
        Map<Long, AgentData> agentData = agentData(ids);
        return accounts.stream()
                .map(account -> new LegacyAccount(
                        account,
                        chatAgentsOf.getOrDefault(account.id(), List.of()),
                        supportUsersOf.getOrDefault(account.id(), List.of()),
                        reviewsOf.getOrDefault(account.id(), List.of()),
                        supportAgents.getOrDefault(account.id(), 0),
                        agentData.getOrDefault(account.id(), AgentData.NONE)))
                .toList();
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

    private static <V> Map<Long, List<V>> byAccount(Collection<V> values, Function<V, Long> accountId) {
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
