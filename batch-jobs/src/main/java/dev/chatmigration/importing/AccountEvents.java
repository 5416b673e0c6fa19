package dev.chatmigration.importing;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of the table {@code account_event}; an event is never changed, only applied. */
@Component
public class AccountEvents {
    private static final String ACCOUNTS_WITH_DUE = """
            SELECT DISTINCT account_id FROM account_event
             WHERE applied_at IS NULL AND event_at <= ? AND account_id > ?
             ORDER BY account_id
             LIMIT ?
            """;
    private static final String COUNT_ACCOUNTS_WITH_DUE = """
            SELECT COUNT(DISTINCT account_id) FROM account_event WHERE applied_at IS NULL AND event_at <= ?
            """;
    private static final String DUE = """
            SELECT e.account_id, e.event, e.event_at, e.requested_by, e.reason, e.local_time
              FROM account_event e JOIN {rows} ON e.account_id = r.account_id
             WHERE e.applied_at IS NULL AND e.event_at <= ?
             ORDER BY e.event_at, e.account_id, e.event
            """;
    private static final String APPLIED = """
            UPDATE account_event SET applied_at = ?, outcome = ?
             WHERE account_id = ? AND event = ? AND event_at = ? AND applied_at IS NULL
            """;
    private static final String FIND = """
            SELECT t.account_id, t.event, t.event_at, t.content_hash, t.seen_run
              FROM account_event t
              JOIN {rows} ON t.account_id = r.account_id AND t.event = r.event AND t.event_at = r.event_at
            """;
    private static final String STORE = """
            INSERT INTO account_event (account_id, event, event_at, requested_by, reason, local_time, content_hash,
              seen_run)
            SELECT r.account_id, r.event, r.event_at, r.requested_by, r.reason, r.local_time, r.content_hash, r.run_id
              FROM {rows}
            """;
    private static final String SEEN = """
            MERGE INTO account_event t USING (SELECT * FROM {rows}) r
               ON t.account_id = r.account_id AND t.event = r.event AND t.event_at = r.event_at
            WHEN MATCHED THEN UPDATE SET seen_run = r.run_id
            """;
    private static final Columns<AccountEvent> KEYS = Columns.<AccountEvent>of()
            .bigint("account_id", AccountEvent::accountId)
            .text("event", event -> event.event().name())
            .instant("event_at", AccountEvent::at);

    private final Rows rows;
    private final JdbcClient jdbc;

    AccountEvents(Rows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** Accounts with events that count by now and have not been applied, by id. */
    public List<Long> accountsWithDue(Instant asOf, long last, int limit) {
        return jdbc.sql(ACCOUNTS_WITH_DUE)
                .params(asOf.atOffset(ZoneOffset.UTC), last, limit)
                .query(Long.class)
                .list();
    }

    /** How many accounts have such events. */
    public long countAccountsWithDue(Instant asOf) {
        return jdbc.sql(COUNT_ACCOUNTS_WITH_DUE)
                .param(asOf.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Those events of these accounts, in the order in which they are to be applied. */
    public List<AccountEvent> due(Collection<Long> accountIds, Instant asOf) {
        return rows.query(DUE, Columns.ACCOUNT_IDS, accountIds, AccountEvents::event, asOf);
    }

    /** Marks an event as applied, once; the outcome is one sentence for the audit. */
    public void applied(AccountEvent event, Instant when, String outcome) {
        int changed = jdbc.sql(APPLIED)
                .params(
                        when.atOffset(ZoneOffset.UTC),
                        outcome,
                        event.accountId(),
                        event.event().name(),
                        event.at().atOffset(ZoneOffset.UTC))
                .update();
        if (changed != 1) {
            throw new IncorrectUpdateSemanticsDataAccessException(
                    "Expected one event that is not yet applied, found " + changed + ": " + event);
        }
    }

    private static AccountEvent event(ResultSet result, int row) throws SQLException {
        return new AccountEvent(
                result.getLong("account_id"),
                AccountEvent.Kind.valueOf(result.getString("event")),
                Instants.read(result, "event_at"),
                result.getString("requested_by"),
                result.getString("reason"),
                result.getObject("local_time", LocalDateTime.class));
    }

    /** The table as the import sees it. */
    RecordTable<AccountEvent> table() {
        return new Table();
    }

    private final class Table implements RecordTable<AccountEvent> {
        @Override
        public Object key(AccountEvent event) {
            return new Key(event.accountId(), event.event(), event.at());
        }

        @Override
        public String keyField() {
            return "event";
        }

        @Override
        public String named(AccountEvent event) {
            return "the event " + event.event().label() + " at " + event.at();
        }

        @Override
        public String hash(AccountEvent event) {
            return ContentHash.of(event.by(), event.reason(), event.localTime());
        }

        @Override
        public String refusalOfChange() {
            return "Expected a new event, but found the kind and time of one with other content; what an account asked for does not change.";
        }

        @Override
        public Map<Object, Stored> find(Collection<AccountEvent> events) {
            Map<Object, Stored> stored = new HashMap<>();
            rows.query(
                    FIND,
                    KEYS,
                    events,
                    (result, row) -> stored.put(
                            new Key(
                                    result.getLong(1),
                                    AccountEvent.Kind.valueOf(result.getString(2)),
                                    Instants.read(result, 3)),
                            new Stored(result.getString(4), result.getLong(5))));
            return stored;
        }

        @Override
        public void store(Collection<Row<AccountEvent>> events, Delivery delivery) {
            Columns<Row<AccountEvent>> columns = keysAndRun(delivery)
                    .text("requested_by", row -> row.content().by())
                    .text("reason", row -> row.content().reason())
                    .local("local_time", row -> row.content().localTime())
                    .text("content_hash", Row::hash);
            rows.updateEach(STORE, columns, events);
        }

        @Override
        public void seen(Collection<Row<AccountEvent>> events, Delivery delivery) {
            rows.updateEach(SEEN, keysAndRun(delivery), events);
        }

        private static Columns<Row<AccountEvent>> keysAndRun(Delivery delivery) {
            return Columns.<Row<AccountEvent>>of()
                    .bigint("account_id", row -> row.content().accountId())
                    .text("event", row -> row.content().event().name())
                    .instant("event_at", row -> row.content().at())
                    .bigint("run_id", row -> delivery.run());
        }

        @Override
        public @Nullable Side side() {
            return null;
        }
    }

    private record Key(long accountId, AccountEvent.Kind event, Instant at) {}
}
