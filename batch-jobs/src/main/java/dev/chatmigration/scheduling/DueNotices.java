package dev.chatmigration.scheduling;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Json;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.domain.notification.ReminderDays;
import dev.chatmigration.domain.scheduling.Slot;
import dev.chatmigration.settings.MigrationSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All SQL of the notices that administrators are owed. They are written in the transaction that causes them; the
 * notification step finds out whom to tell, in which language, and what is left to do.
 */
@Component
public class DueNotices {
    // What is untold stands behind MATCHED: PostgreSQL would look for it by its index of all that is untold.
    private static final String FORGET_REMINDERS = """
            MERGE INTO due_notice d USING (SELECT * FROM {rows}) r
               ON d.account_id = r.account_id AND d.kind = 'REMINDER'
            WHEN MATCHED AND d.told_at IS NULL THEN DELETE
            """;
    private static final String ACCOUNTS = """
            SELECT DISTINCT account_id FROM due_notice
             WHERE told_at IS NULL AND due_at <= :now AND account_id > :last
             ORDER BY account_id LIMIT :limit
            """;
    private static final String COUNT =
            "SELECT COUNT(DISTINCT account_id) FROM due_notice WHERE told_at IS NULL AND due_at <= :now";
    private static final String OPEN = """
            SELECT d.account_id, d.kind, d.revision, d.days_before, d.due_at, d.facts
              FROM due_notice d JOIN {rows} ON d.account_id = r.account_id
             WHERE d.told_at IS NULL AND d.due_at <= ?
             ORDER BY d.account_id, d.revision, d.days_before DESC
            """;
    private static final String TOLD = """
            MERGE INTO due_notice d USING (SELECT * FROM {rows}) r
               ON d.account_id = r.account_id AND d.kind = r.kind AND d.revision = r.revision
                  AND d.days_before = r.days_before
            WHEN MATCHED THEN UPDATE SET told_at = r.due_at
            """;
    private static final String EVER_OWED = """
            SELECT COUNT(*) FROM due_notice WHERE account_id = :account AND kind = :kind AND revision = :revision
            """;
    private static final String UNTOLD = """
            SELECT facts FROM due_notice
             WHERE account_id = :account AND kind = :kind AND revision = :revision AND told_at IS NULL
            """;
    private static final String NEXT = "SELECT MIN(due_at) FROM due_notice WHERE told_at IS NULL AND due_at > :after";

    private final JdbcClient jdbc;
    private final Rows rows;
    private final Json json;
    private final ReadingHours hours;
    private final Columns<DueNotice> columns;

    DueNotices(JdbcClient jdbc, Rows rows, Json json, MigrationSettings settings) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
        this.hours = settings.readingHours();
        this.columns = Columns.<DueNotice>of()
                .bigint("account_id", DueNotice::accountId)
                .text("kind", notice -> notice.kind().name())
                .integer("revision", DueNotice::revision)
                .integer("days_before", DueNotice::daysBefore)
                .instant("due_at", DueNotice::dueAt)
                .text("facts", notice -> json.write(notice.facts()));
    }

    /**
     * One notice owed to an account's administrators.
     *
     * @param revision of the account when it was caused
     * @param daysBefore of a reminder, how many days before the slot it is due; 0 of all else
     */
    public record DueNotice(
            long accountId, NoticeKind kind, int revision, int daysBefore, Instant dueAt, DateFacts facts) {}

    /**
     * What administrators are owed for a change of their date.
     *
     * @param after the account with the date that holds from now on, if any
     */
    record ChangeOfDate(MigrationState after, NoticeKind kind, Instant at, DateFacts facts) {}

    /**
     * What was true when the notice was caused and cannot be looked up later.
     *
     * @param before the slot given up, where there was one
     * @param zone of {@code before}
     * @param cause a word of the notice's own list of causes
     * @param reason somebody's words
     */
    public record DateFacts(
            @Nullable Instant before,
            @Nullable String zone,
            @Nullable String cause,
            @Nullable String reason) {
        public static final DateFacts NONE = new DateFacts(null, null, null, null);
    }

    /** Owes a notice for each change, and reminders of the new date in place of those of the old one. */
    void add(Collection<ChangeOfDate> changes) {
        List<DueNotice> owed = new ArrayList<>();
        for (ChangeOfDate change : changes) {
            MigrationState after = change.after();
            owed.add(new DueNotice(after.accountId(), change.kind(), after.revision(), 0, change.at(), change.facts()));
            Slot slot = after.slot();
            if (slot != null) {
                ReminderDays.of(slot, change.at(), hours)
                        .forEach(due -> owed.add(new DueNotice(
                                after.accountId(),
                                NoticeKind.REMINDER,
                                after.revision(),
                                due.daysBefore(),
                                due.at(),
                                DateFacts.NONE)));
            }
        }
        rows.updateSome(
                FORGET_REMINDERS,
                Columns.ACCOUNT_IDS,
                changes.stream()
                        .map(ChangeOfDate::after)
                        .filter(after -> after.revision() > 1) // before its first date nobody was to be reminded
                        .map(MigrationState::accountId)
                        .toList());
        rows.append("due_notice", columns, owed);
    }

    public List<Long> accounts(Instant now, long last, int limit) {
        return jdbc.sql(ACCOUNTS)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("last", last)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    public long count(Instant now) {
        return jdbc.sql(COUNT)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Those of these accounts that are due, within an account by revision, reminders of a slot from the earliest on. */
    public List<DueNotice> open(Collection<Long> accountIds, Instant now) {
        return rows.query(
                OPEN,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> new DueNotice(
                        result.getLong("account_id"),
                        NoticeKind.valueOf(result.getString("kind")),
                        result.getInt("revision"),
                        result.getInt("days_before"),
                        Instants.read(result, "due_at"),
                        json.read(result.getString("facts"), DateFacts.class)),
                now);
    }

    public void told(Collection<DueNotice> notices, Instant now) {
        rows.updateEach(
                TOLD,
                columns,
                notices.stream()
                        .map(notice -> new DueNotice(
                                notice.accountId(),
                                notice.kind(),
                                notice.revision(),
                                notice.daysBefore(),
                                now,
                                notice.facts()))
                        .toList());
    }

    /** The facts of a notice that an account is owed and has not been told of. */
    Optional<DateFacts> untold(long accountId, NoticeKind kind, int revision) {
        return jdbc.sql(UNTOLD)
                .param("account", accountId)
                .param("kind", kind.name())
                .param("revision", revision)
                .query(String.class)
                .optional()
                .map(facts -> json.read(facts, DateFacts.class));
    }

    /** Whether an account was ever owed this notice, told or not. */
    boolean everOwed(long accountId, NoticeKind kind, int revision) {
        return jdbc.sql(EVER_OWED)
                        .param("account", accountId)
                        .param("kind", kind.name())
                        .param("revision", revision)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** When the next notice becomes due after an instant; null where none is. */
    public @Nullable Instant nextAfter(Instant after) {
        return jdbc.sql(NEXT)
                .param("after", after.atOffset(ZoneOffset.UTC))
                .query((result, row) -> new Next(Instants.readOrNull(result, 1)))
                .single()
                .at();
    }

    private record Next(@Nullable Instant at) {}
}
