package dev.chatmigration.importing;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.account.AgentReview;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All SQL by which the import writes the table {@code agent_review}; a review is never changed, and each is in the audit. */
@Component
class AgentReviewTable implements RecordTable<AgentReview> {
    private static final String FIND = """
            SELECT t.account_id, t.chat_agent_id, t.reviewed_at, t.content_hash, t.seen_run
              FROM agent_review t
              JOIN {rows} ON t.account_id = r.account_id AND t.chat_agent_id = r.chat_agent_id
                         AND t.reviewed_at = r.reviewed_at
            """;
    private static final String STORE = """
            INSERT INTO agent_review (account_id, chat_agent_id, reviewed_at, decision, support_user_id, email, role,
              reviewed_by, content_hash, seen_run)
            SELECT r.account_id, r.chat_agent_id, r.reviewed_at, r.decision, r.support_user_id, r.email, r.role,
              r.reviewed_by, r.content_hash, r.run_id
              FROM {rows}
            """;
    private static final String SAID = "%1$s.decision || COALESCE(' ' || CAST(%1$s.support_user_id AS VARCHAR), '')"
            + " || COALESCE(', ' || %1$s.email, '') || COALESCE(', role ' || %1$s.role, '')";
    private static final String KEEP = """
            INSERT INTO audit (happened_at, run_id, done_by, what, account_id, subject, from_value, to_value)
            SELECT r.happened_at, r.audit_run, t.reviewed_by, 'AGENT_REVIEWED', t.account_id,
                   'chat_agent ' || CAST(t.chat_agent_id AS VARCHAR),
                   (SELECT %s FROM agent_review b
                     WHERE b.account_id = t.account_id AND b.chat_agent_id = t.chat_agent_id
                       AND b.reviewed_at < t.reviewed_at
                     ORDER BY b.reviewed_at DESC FETCH FIRST 1 ROW ONLY), %s
              FROM {rows} JOIN agent_review t
                ON t.account_id = r.account_id AND t.chat_agent_id = r.chat_agent_id AND t.reviewed_at = r.reviewed_at
             ORDER BY t.account_id, t.chat_agent_id, t.reviewed_at
            """.formatted(SAID.formatted("b"), SAID.formatted("t"));
    private static final String SEEN = """
            MERGE INTO agent_review t USING (SELECT * FROM {rows}) r
               ON t.account_id = r.account_id AND t.chat_agent_id = r.chat_agent_id AND t.reviewed_at = r.reviewed_at
            WHEN MATCHED THEN UPDATE SET seen_run = r.run_id
            """;
    private static final String KNOWN_AGENTS = """
            SELECT t.account_id, t.chat_agent_id
              FROM chat_agent t
              JOIN {rows} ON t.account_id = r.account_id AND t.chat_agent_id = r.chat_agent_id
             WHERE NOT t.deleted
            """;
    private static final String OF_AGENTS = """
            SELECT t.account_id, t.chat_agent_id, t.decision, t.support_user_id, t.email, t.role, t.reviewed_by,
                   t.reviewed_at
              FROM agent_review t
              JOIN {rows} ON t.account_id = r.account_id AND t.chat_agent_id = r.chat_agent_id
             ORDER BY t.account_id, t.chat_agent_id, t.reviewed_at
            """;
    private static final Columns<AgentKey> AGENTS =
            Columns.<AgentKey>of().bigint("account_id", AgentKey::accountId).bigint("chat_agent_id", AgentKey::id);
    private static final Columns<AgentReview> KEYS = Columns.<AgentReview>of()
            .bigint("account_id", AgentReview::accountId)
            .bigint("chat_agent_id", AgentReview::chatAgentId)
            .instant("reviewed_at", AgentReview::reviewedAt);

    private final Rows rows;
    private final Audit audit;

    AgentReviewTable(Rows rows, Audit audit) {
        this.rows = rows;
        this.audit = audit;
    }

    @Override
    public Object key(AgentReview review) {
        return new Key(review.accountId(), review.chatAgentId(), review.reviewedAt());
    }

    @Override
    public String keyField() {
        return "chat_agent_id";
    }

    @Override
    public String named(AgentReview review) {
        return "the review of Chat agent " + review.chatAgentId() + " at " + review.reviewedAt();
    }

    @Override
    public String hash(AgentReview review) {
        return ContentHash.of(
                review.decision(), review.supportUserId(), review.email(), review.role(), review.reviewedBy());
    }

    @Override
    public String refusalOfChange() {
        return "Expected a later reviewed_at, but found that of a review with other content; only a later review replaces it.";
    }

    @Override
    public Map<Object, Stored> find(Collection<AgentReview> reviews) {
        Map<Object, Stored> stored = new HashMap<>();
        rows.query(
                FIND,
                KEYS,
                reviews,
                (result, row) -> stored.put(
                        new Key(result.getLong(1), result.getLong(2), Instants.read(result, 3)),
                        new Stored(result.getString(4), result.getLong(5))));
        return stored;
    }

    @Override
    public void store(Collection<Row<AgentReview>> reviews, Delivery delivery) {
        Columns<Row<AgentReview>> columns = keysAndRun(delivery)
                .text("decision", row -> row.content().decision().name())
                .bigint("support_user_id", row -> row.content().supportUserId())
                .text("email", row -> row.content().email())
                .text("role", row -> name(row.content().role()))
                .text("reviewed_by", row -> row.content().reviewedBy())
                .text("content_hash", Row::hash);
        rows.updateEach(STORE, columns, reviews);
        Long run = audit.run();
        rows.updateEach(
                KEEP,
                keysAndRun(delivery)
                        .instant("happened_at", row -> delivery.asOf())
                        .bigint("audit_run", row -> run),
                reviews);
    }

    @Override
    public void seen(Collection<Row<AgentReview>> reviews, Delivery delivery) {
        rows.updateEach(SEEN, keysAndRun(delivery), reviews);
    }

    /** Those of the reviewed Chat agents who exist. */
    Set<AgentKey> knownAgents(Collection<AgentReview> reviews) {
        return new HashSet<>(rows.query(
                KNOWN_AGENTS,
                AGENTS,
                agents(reviews),
                (result, row) -> new AgentKey(result.getLong(1), result.getLong(2))));
    }

    /** The latest stored review of each of the reviewed Chat agents who has one. */
    Map<AgentKey, AgentReview> latest(Collection<AgentReview> reviews) {
        Map<AgentKey, AgentReview> latest = new HashMap<>();
        rows.query(OF_AGENTS, AGENTS, agents(reviews), LegacyAccounts::review)
                .forEach(review -> latest.put(new AgentKey(review.accountId(), review.chatAgentId()), review));
        return latest;
    }

    /** An agent that comes twice would bring its rows twice. */
    private static Set<AgentKey> agents(Collection<AgentReview> reviews) {
        return reviews.stream()
                .map(review -> new AgentKey(review.accountId(), review.chatAgentId()))
                .collect(Collectors.toSet());
    }

    private static Columns<Row<AgentReview>> keysAndRun(Delivery delivery) {
        return Columns.<Row<AgentReview>>of()
                .bigint("account_id", row -> row.content().accountId())
                .bigint("chat_agent_id", row -> row.content().chatAgentId())
                .instant("reviewed_at", row -> row.content().reviewedAt())
                .bigint("run_id", row -> delivery.run());
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    @Override
    public @Nullable Side side() {
        return null;
    }

    private record Key(long accountId, long chatAgentId, Instant reviewedAt) {}
}
