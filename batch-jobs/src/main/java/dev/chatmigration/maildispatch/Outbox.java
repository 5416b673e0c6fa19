package dev.chatmigration.maildispatch;

import static java.time.ZoneOffset.UTC;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.notification.NoticeJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All SQL of the dispatch. Every change is a transaction of its own, unless it is one of several {@link #together}. */
@Repository
class Outbox {
    private static final String OVERTAKEN =
            "(m.revision > o.revision OR o.revision IS NOT NULL AND m.state IN ('UPGRADED', 'FINALIZED'))";

    /**
     * What keeps any mail from going out, read again at each claim so that a brake, or another date, holds from the next
     * mail on.
     */
    private static final String NOTHING_STOPS_IT = """
            o.withdrawn_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM account_migration m
                                WHERE m.account_id = o.account_id AND (m.held AND o.kind <> 'ON_HOLD' OR %s))
               AND NOT EXISTS (SELECT 1 FROM brake b WHERE b.name = 'mails')
            """.formatted(OVERTAKEN);

    // After an unknown outcome only those are sent again without whom somebody could not sign in, and once.
    private static final String DUE = """
            SELECT o.message_id, o.next_attempt_at
              FROM outbox o
             WHERE (o.status IN ('PENDING', 'DEFERRED')
                    OR o.status = 'UNKNOWN' AND NOT o.resent AND o.kind IN ('SET_PASSWORD', 'USE_SSO'))
               AND o.next_attempt_at <= :now
               AND (o.next_attempt_at > :afterTime OR o.next_attempt_at = :afterTime AND o.message_id > :afterId)
               AND %s
             ORDER BY o.next_attempt_at, o.message_id
             FETCH FIRST :limit ROWS ONLY
            """.formatted(NOTHING_STOPS_IT);

    private static final String LOAD = """
            SELECT o.message_id, o.kind, o.notice, o.recipient, o.recipient_name, o.locale, o.status, o.attempts, o.resent,
                   o.created_at, o.rendered
              FROM outbox o JOIN {rows} ON o.message_id = r.id
             ORDER BY o.next_attempt_at, o.message_id
            """;

    private static final String CLAIM = """
            UPDATE outbox o
               SET status = 'SENDING', attempts = o.attempts + 1, resent = (o.resent OR o.status = 'UNKNOWN'),
                   rendered = COALESCE(o.rendered, :rendered)
             WHERE o.message_id = :id AND o.status = :status AND o.attempts = :attempts
               AND %s
            """.formatted(NOTHING_STOPS_IT);

    // A mail withdrawn while it was being sent is not tried again.
    // UNKNOWN as well: whoever thought this process dead, we know how the attempt ended.
    private static final String RECORD = """
            UPDATE outbox
               SET status = CASE WHEN withdrawn_at IS NOT NULL AND CAST(:status AS VARCHAR) = 'DEFERRED' THEN 'WITHDRAWN'
                                 ELSE CAST(:status AS VARCHAR) END,
                   next_attempt_at = COALESCE(CAST(:next AS TIMESTAMP WITH TIME ZONE), next_attempt_at),
                   ended_at = CAST(:ended AS TIMESTAMP WITH TIME ZONE), answer = CAST(:answer AS VARCHAR)
             WHERE message_id = :id AND attempts = :attempts AND status IN ('SENDING', 'UNKNOWN')
            """;

    private static final String PUT_BACK = """
            UPDATE outbox
               SET status = CASE WHEN withdrawn_at IS NULL THEN CAST(:status AS VARCHAR) ELSE 'WITHDRAWN' END,
                   attempts = :attempts, resent = :resent
             WHERE message_id = :id AND attempts = :attempts + 1 AND status = 'SENDING'
            """;

    private static final String REFUSE = """
            UPDATE outbox SET status = 'FAILED', ended_at = :now, answer = :answer
             WHERE message_id = :id AND status = :status AND attempts = :attempts
            """;

    private static final String DECLARE_UNKNOWN = """
            UPDATE outbox SET status = 'UNKNOWN', next_attempt_at = :next, ended_at = :now, answer = :answer
             WHERE status = 'SENDING'
            """;

    // What tells of an undo itself holds whatever comes later.
    private static final String WITHDRAW = """
            UPDATE outbox SET status = 'WITHDRAWN', withdrawn_at = :now, ended_at = :now, answer = :why
             WHERE account_id = :account AND status IN ('PENDING', 'DEFERRED') AND kind <> 'ROLLED_BACK'
            """;

    private static final String WITHDRAW_WHAT_IS_UNDER_WAY = """
            UPDATE outbox SET withdrawn_at = :now
             WHERE account_id = :account AND status IN ('SENDING', 'UNKNOWN') AND kind <> 'ROLLED_BACK'
               AND withdrawn_at IS NULL
            """;

    private static final String WITHDRAW_WHAT_IS_WRONG_BY_NOW = """
            UPDATE outbox o SET status = 'WITHDRAWN', withdrawn_at = :now, ended_at = :now, answer = :why
             WHERE o.status IN ('PENDING', 'DEFERRED')
               AND (o.holds_until <= :now
                    OR EXISTS (SELECT 1 FROM account_migration m WHERE m.account_id = o.account_id AND %s))
            """.formatted(OVERTAKEN);

    private static final String TAKEN = """
            SELECT kind, notice, recipient, recipient_name, locale
              FROM outbox
             WHERE account_id = :account AND created_at >= :since AND kind IN (:kinds)
               AND (status IN ('SENT', 'SENDING', 'UNKNOWN') OR resent)
             ORDER BY recipient, message_id
            """;

    private static final String PAGE = """
            SELECT message_id, kind, account_id, recipient, locale, status, attempts
              FROM outbox
             WHERE account_id > :account OR account_id = :account AND message_id > :id
             ORDER BY account_id, message_id
             FETCH FIRST :limit ROWS ONLY
            """;

    private static final String COUNTS = "SELECT status, COUNT(*) AS mails FROM outbox GROUP BY status";

    private static final String SIMULATED = "SELECT COUNT(*) FROM database_origin WHERE simulated";

    // What is replaced when sent again need not be kept for a second attempt, so nothing is stored of it.
    private static final String CLAIM_ALL = """
            MERGE INTO outbox t USING (
              SELECT r.message_id, r.status, r.attempts FROM {rows} JOIN outbox o ON o.message_id = r.message_id
               WHERE %s) r
               ON t.message_id = r.message_id AND t.status = r.status AND t.attempts = r.attempts
            WHEN MATCHED THEN UPDATE SET status = 'SENDING', attempts = t.attempts + 1,
              resent = (t.resent OR t.status = 'UNKNOWN')
            """.formatted(NOTHING_STOPS_IT);

    private static final String CLAIMED = """
            SELECT o.message_id FROM outbox o JOIN {rows} ON o.message_id = r.message_id
             WHERE o.status = 'SENDING' AND o.attempts = r.attempts + 1
            """;

    private static final String RECORD_SENT = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r
               ON t.message_id = r.message_id AND t.attempts = r.attempts + 1 AND t.status = 'SENDING'
            WHEN MATCHED THEN UPDATE SET status = 'SENT', ended_at = ?
            """;

    private static final Columns<OutboxMail> ATTEMPT = Columns.<OutboxMail>of()
            .text("message_id", OutboxMail::messageId)
            .text("status", mail -> mail.status().name())
            .integer("attempts", OutboxMail::attempts);

    private static final Columns<String> ID = Columns.<String>of().text("id", id -> id);

    private final JdbcClient jdbc;
    private final Rows rows;
    private final TransactionTemplate ownTransaction;

    Outbox(JdbcClient jdbc, Rows rows, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.ownTransaction = new TransactionTemplate(transactions);
    }

    /** Makes one transaction of all changes that the work makes. */
    void together(Runnable work) {
        ownTransaction.executeWithoutResult(status -> work.run());
    }

    /** The next mails that are due, after the given one. */
    List<Due> due(Instant now, Due after, int limit) {
        return jdbc.sql(DUE)
                .param("now", now.atOffset(UTC))
                .param("afterTime", after.nextAttemptAt().atOffset(UTC))
                .param("afterId", after.messageId())
                .param("limit", limit)
                .query((row, number) -> new Due(row.getString("message_id"), instant(row, "next_attempt_at")))
                .list();
    }

    /** In the order in which they are due. */
    List<OutboxMail> load(Collection<String> messageIds) {
        return rows.query(LOAD, ID, messageIds, (row, number) -> outboxMail(row));
    }

    /** Makes the attempt ours; false where the mail must not go out any more, or somebody else has it. */
    boolean claim(OutboxMail mail, MessageBytes rendered) {
        return changed(jdbc.sql(CLAIM)
                        .param("id", mail.messageId())
                        .param("status", mail.status().name())
                        .param("attempts", mail.attempts())
                        .param("rendered", rendered.bytes()))
                == 1;
    }

    /** As {@link #claim} for many, of which nothing is stored; answers which are ours. */
    Set<String> claimAll(Collection<OutboxMail> mails) {
        int claimed = rows.update(CLAIM_ALL, ATTEMPT, mails);
        return claimed == mails.size()
                ? mails.stream().map(OutboxMail::messageId).collect(Collectors.toSet())
                : Set.copyOf(rows.query(CLAIMED, ATTEMPT, mails, (row, number) -> row.getString("message_id")));
    }

    /** Records that these claimed attempts went well. */
    void recordSent(Collection<OutboxMail> mails, Instant now) {
        rows.updateEach(RECORD_SENT, ATTEMPT, mails, now);
    }

    /** Records how the claimed attempt ended. */
    void record(OutboxMail mail, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Sent) {
            end(mail, MailStatus.SENT, null, now, null);
        } else if (outcome instanceof Outcome.Failed failed) {
            end(mail, MailStatus.FAILED, null, now, failed.answer());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            end(mail, MailStatus.UNKNOWN, now.plus(Backoff.AFTER_UNKNOWN), now, unknown.answer());
        } else if (outcome instanceof Outcome.Deferred deferred) {
            Duration pause = Backoff.after(mail.attempts() + 1);
            end(mail, MailStatus.DEFERRED, now.plus(pause), null, deferred.answer());
        } else if (outcome instanceof Outcome.NotHandedOver) {
            putBack(mail);
        } else {
            throw new IllegalArgumentException("No such outcome: " + outcome);
        }
    }

    /** Gives up a mail that was not claimed, since no attempt could deliver it. */
    void refuse(OutboxMail mail, String why, Instant now) {
        changeOne(
                mail,
                jdbc.sql(REFUSE)
                        .param("id", mail.messageId())
                        .param("status", mail.status().name())
                        .param("attempts", mail.attempts())
                        .param("answer", why)
                        .param("now", now.atOffset(UTC)));
    }

    /** What is being sent while nobody sends was left by a process that died; returns how many there were. */
    int declareUnknown(Instant now) {
        return changed(jdbc.sql(DECLARE_UNKNOWN)
                .param("next", now.plus(Backoff.AFTER_UNKNOWN).atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .param("answer", "The process ended between handing the mail over and recording the answer"));
    }

    /**
     * Takes back the mails of an account that no server has taken; one just being sent is not tried again. Answers how
     * many waited.
     */
    int withdraw(long account, String why, Instant now) {
        changed(jdbc.sql(WITHDRAW_WHAT_IS_UNDER_WAY).param("account", account).param("now", now.atOffset(UTC)));
        return changed(
                jdbc.sql(WITHDRAW).param("account", account).param("why", why).param("now", now.atOffset(UTC)));
    }

    /** Takes back the mails that wait and whose date does not hold any more, or whose day is over. */
    int withdrawWhatIsWrongByNow(Instant now) {
        return changed(jdbc.sql(WITHDRAW_WHAT_IS_WRONG_BY_NOW)
                .param("why", "What it tells did not hold any more when it could have left")
                .param("now", now.atOffset(UTC)));
    }

    /** The mails of an account of these kinds, written since, that have arrived or may have. */
    List<Mails.Told> taken(long account, Collection<NoticeKind> kinds, Instant since) {
        return jdbc.sql(TAKEN)
                .param("account", account)
                .param("since", since.atOffset(UTC))
                .param("kinds", kinds.stream().map(NoticeKind::name).toList())
                .query((row, number) -> new Mails.Told(
                        NoticeJson.read(NoticeKind.valueOf(row.getString("kind")), row.getString("notice")),
                        row.getString("recipient"),
                        row.getString("recipient_name"),
                        row.getString("locale")))
                .list();
    }

    /** A page of all mails by account and Message-ID, after the given place. */
    List<Mails.Mail> page(long afterAccount, String afterId, int limit) {
        return jdbc.sql(PAGE)
                .param("account", afterAccount)
                .param("id", afterId)
                .param("limit", limit)
                .query((row, number) -> new Mails.Mail(
                        row.getString("message_id"),
                        NoticeKind.valueOf(row.getString("kind")),
                        row.getLong("account_id"),
                        row.getString("recipient"),
                        row.getString("locale"),
                        MailStatus.valueOf(row.getString("status")),
                        row.getInt("attempts")))
                .list();
    }

    Map<MailStatus, Long> counts() {
        Map<MailStatus, Long> counts = new EnumMap<>(MailStatus.class);
        jdbc.sql(COUNTS).query(row -> {
            counts.put(MailStatus.valueOf(row.getString("status")), row.getLong("mails"));
        });
        return counts;
    }

    boolean isSimulated() {
        return jdbc.sql(SIMULATED).query(Long.class).single() > 0;
    }

    private void end(
            OutboxMail mail,
            MailStatus status,
            @Nullable Instant next,
            @Nullable Instant ended,
            @Nullable String answer) {
        changeOne(
                mail,
                jdbc.sql(RECORD)
                        .param("id", mail.messageId())
                        .param("attempts", mail.attempts() + 1)
                        .param("status", status.name())
                        .param("next", next == null ? null : next.atOffset(UTC))
                        .param("ended", ended == null ? null : ended.atOffset(UTC))
                        .param("answer", answer));
    }

    private void putBack(OutboxMail mail) {
        changeOne(
                mail,
                jdbc.sql(PUT_BACK)
                        .param("id", mail.messageId())
                        .param("attempts", mail.attempts())
                        .param("status", mail.status().name())
                        .param("resent", mail.resent()));
    }

    private void changeOne(OutboxMail mail, JdbcClient.StatementSpec statement) {
        int changed = changed(statement);
        if (changed != 1) {
            throw new IncorrectUpdateSemanticsDataAccessException(
                    "Expected to change the row of " + mail.messageId() + ", changed " + changed);
        }
    }

    private int changed(JdbcClient.StatementSpec statement) {
        Integer changed = ownTransaction.execute(status -> statement.update());
        return changed == null ? 0 : changed;
    }

    private static OutboxMail outboxMail(ResultSet row) throws SQLException {
        byte[] rendered = row.getBytes("rendered");
        return new OutboxMail(
                row.getString("message_id"),
                NoticeKind.valueOf(row.getString("kind")),
                row.getString("notice"),
                row.getString("recipient"),
                row.getString("recipient_name"),
                row.getString("locale"),
                MailStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                row.getBoolean("resent"),
                instant(row, "created_at"),
                rendered == null ? null : new MessageBytes(rendered));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A due mail, and its place in the order. */
    record Due(String messageId, Instant nextAttemptAt) {
        static final Due FIRST = new Due("", Instant.EPOCH);
    }
}
