package dev.chatmigration.scheduling;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.scheduling.AccountState;
import dev.chatmigration.domain.scheduling.Slot;
import dev.chatmigration.domain.scheduling.SlotUse;
import dev.chatmigration.settings.MigrationSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of the accounts' states and the use of slots; each step goes to the audit. */
@Component
public class AccountMigrations {
    private static final String STATES = """
            SELECT m.* FROM account_migration m JOIN {rows} ON m.account_id = r.account_id
            """;
    /** In one order, so that two who lock the same accounts wait for each other and do not cross. */
    private static final String LOCK = """
            SELECT m.* FROM account_migration m WHERE m.account_id IN (SELECT r.account_id FROM {rows})
             ORDER BY m.account_id FOR UPDATE
            """;

    private static final String SAVE = """
            MERGE INTO account_migration m USING (SELECT * FROM {rows}) r ON m.account_id = r.account_id
            WHEN MATCHED THEN UPDATE SET state = r.state, held = r.held, slot_start = r.slot_start,
              slot_local = r.slot_local, slot_zone = r.slot_zone, revision = r.revision, moves = r.moves,
              withdrawn_at = r.withdrawn_at, moved_too_often_at = r.moved_too_often_at, note = r.note
            WHEN NOT MATCHED THEN INSERT (account_id, state, held, slot_start, slot_local, slot_zone, revision, moves,
              withdrawn_at, moved_too_often_at, note)
              VALUES (r.account_id, r.state, r.held, r.slot_start, r.slot_local, r.slot_zone, r.revision, r.moves,
              r.withdrawn_at, r.moved_too_often_at, r.note)
            """;
    private static final String NEW_INSTANTS = """
            INSERT INTO slot_use (slot_start, used)
            SELECT r.slot_start, 0 FROM {rows}
             WHERE NOT EXISTS (SELECT 1 FROM slot_use u WHERE u.slot_start = r.slot_start)
            """;
    private static final String CHANGE_USE = """
            MERGE INTO slot_use u USING (SELECT * FROM {rows}) r
               ON u.slot_start = r.slot_start AND (r.change <= 0 OR u.used + r.change <= ?)
            WHEN MATCHED THEN UPDATE SET used = u.used + r.change
            """;
    private static final String USE_FROM = """
            SELECT CAST(EXTRACT(EPOCH FROM slot_start) AS BIGINT), used FROM slot_use
             WHERE slot_start >= :from AND used > 0
            """;
    private static final String AWAITING_SLOT = """
            SELECT a.account_id
              FROM account a LEFT JOIN account_migration m ON m.account_id = a.account_id
             WHERE a.phase IN ('legacy_chat', 'legacy_chat_support')
               AND a.requested_at <= :now
               AND COALESCE(m.state, 'REGISTERED') IN ('REGISTERED', 'REQUESTED', 'ROLLED_BACK')
               AND (m.withdrawn_at IS NULL OR m.withdrawn_at < a.requested_at)
               %s
             ORDER BY a.requested_at, a.account_id
             LIMIT :limit
            """;
    private static final String AFTER_LAST = """
            AND (a.requested_at, a.account_id) > ((SELECT requested_at FROM account WHERE account_id = :last), :last)
            """;
    private static final String COUNT_AWAITING_SLOT = """
            SELECT COUNT(*)
              FROM account a LEFT JOIN account_migration m ON m.account_id = a.account_id
             WHERE a.phase IN ('legacy_chat', 'legacy_chat_support')
               AND a.requested_at <= :now
               AND COALESCE(m.state, 'REGISTERED') IN ('REGISTERED', 'REQUESTED', 'ROLLED_BACK')
               AND (m.withdrawn_at IS NULL OR m.withdrawn_at < a.requested_at)
            """;
    private static final String LEFT_LEGACY = """
            SELECT m.account_id FROM account_migration m JOIN account a ON a.account_id = m.account_id
             WHERE m.state = 'SCHEDULED' AND a.phase NOT IN ('legacy_chat', 'legacy_chat_support')
               AND m.account_id > :last
             ORDER BY m.account_id LIMIT :limit
            """;
    private static final String COUNT_LEFT_LEGACY = """
            SELECT COUNT(*) FROM account_migration m JOIN account a ON a.account_id = m.account_id
             WHERE m.state = 'SCHEDULED' AND a.phase NOT IN ('legacy_chat', 'legacy_chat_support')
            """;
    private static final String DUE = """
            SELECT m.account_id FROM account_migration m
             WHERE m.state IN ('SCHEDULED', 'UPGRADING') AND NOT m.held
               AND m.slot_start >= :from AND m.slot_start <= :now AND m.account_id > :last
             ORDER BY m.account_id LIMIT :limit
            """;
    private static final String COUNT_DUE = """
            SELECT COUNT(*) FROM account_migration m
             WHERE m.state IN ('SCHEDULED', 'UPGRADING') AND NOT m.held
               AND m.slot_start >= :from AND m.slot_start <= :now
            """;
    private static final String COUNT_MISSED = """
            SELECT COUNT(*) FROM account_migration m
             WHERE m.state IN ('SCHEDULED', 'UPGRADING') AND NOT m.held AND m.slot_start < :latest
            """;
    private static final String NEXT_SLOT = """
            SELECT MIN(slot_start) FROM account_migration
             WHERE state IN ('SCHEDULED', 'UPGRADING') AND NOT held AND slot_start > :after
            """;

    private static final Columns<MigrationState> STATE = Columns.<MigrationState>of()
            .bigint("account_id", MigrationState::accountId)
            .text("state", state -> state.state().name())
            .bool("held", MigrationState::held)
            .instant("slot_start", state -> start(state.slot()))
            .local(
                    "slot_local",
                    state -> state.slot() == null ? null : state.slot().local())
            .text(
                    "slot_zone",
                    state -> state.slot() == null ? null : state.slot().zone().getId())
            .integer("revision", MigrationState::revision)
            .integer("moves", MigrationState::moves)
            .instant("withdrawn_at", MigrationState::withdrawnAt)
            .instant("moved_too_often_at", MigrationState::movedTooOftenAt)
            .text("note", MigrationState::note);
    private static final Columns<Map.Entry<Instant, Integer>> USE = Columns.<Map.Entry<Instant, Integer>>of()
            .instant("slot_start", Map.Entry::getKey)
            .integer("change", Map.Entry::getValue);

    private final JdbcClient jdbc;
    private final Rows rows;
    private final Audit audit;
    private final int slotCapacity;

    AccountMigrations(JdbcClient jdbc, Rows rows, Audit audit, MigrationSettings settings) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
        this.slotCapacity = settings.slotCapacity();
    }

    /** The state of each of these accounts; one never recorded is REGISTERED. */
    public Map<Long, MigrationState> of(Collection<Long> accountIds) {
        return states(STATES, accountIds);
    }

    private Map<Long, MigrationState> states(String sql, Collection<Long> accountIds) {
        Map<Long, MigrationState> states = new LinkedHashMap<>();
        accountIds.forEach(id -> states.put(id, MigrationState.registered(id)));
        rows.query(sql, Columns.ACCOUNT_IDS, accountIds, (result, row) -> state(result))
                .forEach(state -> states.put(state.accountId(), state));
        return states;
    }

    public MigrationState of(long accountId) {
        return Objects.requireNonNull(of(List.of(accountId)).get(accountId));
    }

    /**
     * As {@link #of(long)}, for somebody who is about to change it: whoever else wants to waits until the caller's
     * transaction ends, and then sees what came of it.
     */
    public MigrationState forChange(long accountId) {
        return Objects.requireNonNull(forChange(List.of(accountId)).get(accountId));
    }

    /** As {@link #forChange(long)}, for many at once. */
    public Map<Long, MigrationState> forChange(Collection<Long> accountIds) {
        return states(LOCK, accountIds);
    }

    /**
     * Writes the new states, their history, and the slots they take and free.
     *
     * @throws IncorrectUpdateSemanticsDataAccessException where a slot has been filled by somebody else meanwhile
     */
    public void save(Collection<StateChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        changeUse(changes);
        Map<Long, MigrationState> latest = new LinkedHashMap<>();
        changes.forEach(change -> latest.put(change.after().accountId(), change.after()));
        rows.updateEach(SAVE, STATE, latest.values());
        audit.add(changes.stream().map(AccountMigrations::kept).toList());
    }

    private static Audit.Change kept(StateChange change) {
        return new Audit.Change(
                change.at(),
                change.by(),
                change.what(),
                change.after().accountId(),
                null,
                change.before().state().name(),
                change.after().state().name(),
                start(change.after().slot()),
                change.reason());
    }

    private void changeUse(Collection<StateChange> changes) {
        Map<Instant, Integer> difference = new TreeMap<>();
        for (StateChange change : changes) {
            Instant before = start(change.before().slot());
            Instant after = start(change.after().slot());
            if (before != null && !before.equals(after)) {
                difference.merge(before, -1, Integer::sum);
            }
            if (after != null && !after.equals(before)) {
                difference.merge(after, 1, Integer::sum);
            }
        }
        difference.values().removeIf(count -> count == 0);
        rows.updateSome(NEW_INSTANTS, USE, difference.entrySet());
        rows.updateEach(CHANGE_USE, USE, difference.entrySet(), slotCapacity);
    }

    /** How many accounts are promised each instant from then on. */
    SlotUse useFrom(Instant from) {
        SlotUse use = new SlotUse();
        jdbc.sql(USE_FROM).param("from", from.atOffset(ZoneOffset.UTC)).query(result -> {
            use.take(Instant.ofEpochSecond(result.getLong(1)), result.getInt(2));
        });
        return use;
    }

    /** Accounts that asked and have no slot, in the order in which they are served. */
    List<Long> awaitingSlot(Instant now, @Nullable Long last, int limit) {
        var statement = jdbc.sql(AWAITING_SLOT.formatted(last == null ? "" : AFTER_LAST))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit);
        return (last == null ? statement : statement.param("last", last))
                .query(Long.class)
                .list();
    }

    long countAwaitingSlot(Instant now) {
        return jdbc.sql(COUNT_AWAITING_SLOT)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Accounts with a slot whose feed says by now that they are no legacy accounts any more. */
    List<Long> leftLegacy(long last, int limit) {
        return jdbc.sql(LEFT_LEGACY)
                .param("last", last)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    long countLeftLegacy() {
        return jdbc.sql(COUNT_LEFT_LEGACY).query(Long.class).single();
    }

    /** Accounts, not on hold, whose slot came between two instants, both included. */
    public List<Long> due(Instant from, Instant now, long last, int limit) {
        return jdbc.sql(DUE)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("last", last)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    public long countDue(Instant from, Instant now) {
        return jdbc.sql(COUNT_DUE)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** How many accounts, not on hold, have a slot before {@code latest}. */
    public int countMissed(Instant latest) {
        return jdbc.sql(COUNT_MISSED)
                .param("latest", latest.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** The next slot after an instant; null where there is none. */
    public @Nullable Instant nextSlotAfter(Instant after) {
        return jdbc.sql(NEXT_SLOT)
                .param("after", after.atOffset(ZoneOffset.UTC))
                .query((result, row) -> new Next(Instants.readOrNull(result, 1)))
                .single()
                .at();
    }

    private record Next(@Nullable Instant at) {}

    private static MigrationState state(ResultSet result) throws SQLException {
        Instant start = Instants.readOrNull(result, "slot_start");
        Slot slot = start == null
                ? null
                : new Slot(
                        start,
                        result.getObject("slot_local", LocalDateTime.class),
                        ZoneId.of(result.getString("slot_zone")));
        return new MigrationState(
                result.getLong("account_id"),
                AccountState.valueOf(result.getString("state")),
                result.getBoolean("held"),
                slot,
                result.getInt("revision"),
                result.getInt("moves"),
                Instants.readOrNull(result, "withdrawn_at"),
                Instants.readOrNull(result, "moved_too_often_at"),
                result.getString("note"));
    }

    private static @Nullable Instant start(@Nullable Slot slot) {
        return slot == null ? null : slot.start();
    }
}
