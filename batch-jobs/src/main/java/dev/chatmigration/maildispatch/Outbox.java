package dev.chatmigration.maildispatch;

import static java.time.ZoneOffset.UTC;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.notification.NoticeJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All SQL of the dispatch. Every change is a transaction of its own, unless it is one of several {@link #together}. */
@Repository
class Outbox {
    private static final String PROCESS_ENDED =
            "The process ended between handing the mail over and recording the answer";

    /**
     * That what mail {@code o} tells of the date of account {@code m} is not so any more. That it is on hold stays so while it
     * is, whatever becomes of the date meanwhile, and is told by the latest mail that says it.
     */
    static final String OVERTAKEN = """
            (m.revision > o.revision
                AND NOT (m.held AND o.kind = 'ON_HOLD'
                         AND NOT EXISTS (SELECT 1 FROM outbox later
                                          WHERE later.account_id = o.account_id AND later.kind = 'ON_HOLD'
                                            AND later.revision > o.revision))
              OR o.revision IS NOT NULL AND m.state IN ('UPGRADED', 'FINALIZED'))
            """;

    /**
     * What keeps any mail from going out, read again at each claim so that a brake, or another date, holds from the next
     * mail on.
     */
    static final String NOTHING_STOPS_IT = """
            o.withdrawn_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM account_migration m
                                WHERE m.account_id = o.account_id AND (m.held AND o.kind <> 'ON_HOLD' OR %s))
               AND NOT EXISTS (SELECT 1 FROM brake b WHERE b.name = 'mails')
            """.formatted(OVERTAKEN);

    /**
     * That mail {@code o} is still to be sent: after an unknown outcome only those are sent again without whom somebody
     * could not sign in, and once.
     */
    static final String TO_BE_SENT = """
            (o.status IN ('PENDING', 'DEFERRED')
               OR o.status = 'UNKNOWN' AND NOT o.resent AND o.withdrawn_at IS NULL
                  AND o.kind IN ('SET_PASSWORD', 'USE_SSO'))
            """;

    private static final String DUE = """
            SELECT o.message_id, o.next_attempt_at
              FROM outbox o
             WHERE %s
               AND o.next_attempt_at <= :now
               AND (o.next_attempt_at > :afterTime OR o.next_attempt_at = :afterTime AND o.message_id > :afterId)
               AND %s
             ORDER BY o.next_attempt_at, o.message_id
             FETCH FIRST :limit ROWS ONLY
            """.formatted(TO_BE_SENT, NOTHING_STOPS_IT);

    private static final String LOAD = """
            SELECT o.message_id, o.kind, o.notice, o.recipient, o.recipient_name, o.locale, o.status, o.attempts, o.resent,
                   o.created_at, o.hours_zone, o.rendered
              FROM outbox o JOIN {rows} ON o.message_id = r.id
             ORDER BY o.next_attempt_at, o.message_id
            """;

    private static final String STORE = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r ON t.message_id = r.message_id AND t.rendered IS NULL
            WHEN MATCHED THEN UPDATE SET rendered = r.rendered
            """;

    private static final String CLAIM = """
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

    private static final String ADD_ATTEMPTS = """
            INSERT INTO mail_attempt (message_id, attempt, via, domain, started_at)
            SELECT message_id, attempt, via, domain, started_at FROM {rows}
            """;

    // A mail withdrawn while it was being sent is not tried again.
    // UNKNOWN as well: whoever thought this process dead, we know how the attempt ended. The states are no part of the
    // join, or PostgreSQL looks for them in the index of states, where it passes over every mail sent in this run
    // before.
    private static final String RECORD = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r
               ON t.message_id = r.message_id AND t.attempts = r.attempt
            WHEN MATCHED AND t.status IN ('SENDING', 'UNKNOWN') THEN UPDATE SET
              status = CASE WHEN t.withdrawn_at IS NOT NULL AND r.status = 'DEFERRED' THEN 'WITHDRAWN'
                            ELSE r.status END,
              next_attempt_at = COALESCE(r.next_attempt_at, t.next_attempt_at),
              ended_at = CASE WHEN r.status = 'DEFERRED' THEN NULL ELSE r.ended_at END, answer = r.answer
            """;

    private static final String RECORD_ATTEMPTS = """
            MERGE INTO mail_attempt t USING (SELECT * FROM {rows}) r
               ON t.message_id = r.message_id AND t.attempt = r.attempt
            WHEN MATCHED THEN UPDATE SET ended_at = r.ended_at, outcome = r.status, answer = r.answer
            """;

    private static final String PUT_BACK = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r
               ON t.message_id = r.message_id AND t.attempts = r.attempts + 1 AND t.status = 'SENDING'
            WHEN MATCHED THEN UPDATE SET
              status = CASE WHEN t.withdrawn_at IS NULL THEN r.status ELSE 'WITHDRAWN' END,
              attempts = r.attempts, resent = r.resent
            """;

    private static final String FORGET_ATTEMPTS = """
            DELETE FROM mail_attempt
             WHERE (message_id, attempt) IN (SELECT r.message_id, r.attempts + 1 FROM {rows})
            """;

    private static final String REFUSE = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r
               ON t.message_id = r.message_id AND t.status = r.status AND t.attempts = r.attempts
            WHEN MATCHED THEN UPDATE SET status = 'FAILED', answer = r.answer, ended_at = ?
            """;

    private static final String POSTPONE = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r
               ON t.message_id = r.message_id AND t.status = r.status AND t.attempts = r.attempts
            WHEN MATCHED THEN UPDATE SET next_attempt_at = r.next_attempt_at, answer = COALESCE(r.answer, t.answer)
            """;

    private static final String HOLD_BACK = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r
               ON t.message_id = r.message_id AND t.status = r.status AND t.attempts = r.attempts
                  AND t.answer IS DISTINCT FROM r.answer
            WHEN MATCHED THEN UPDATE SET answer = r.answer
            """;

    private static final String COUNT_HELD_BACK = """
            SELECT COUNT(*) FROM outbox WHERE status IN ('PENDING', 'DEFERRED') AND answer LIKE :prefix
            """;

    private static final String FIRST_WAVE_SENT =
            "SELECT COUNT(DISTINCT message_id) FROM mail_attempt WHERE via = 'SMTP'";

    private static final String TRACE = """
            SELECT o.message_id, o.kind, o.account_id, o.recipient, o.status, o.notice, o.created_at, o.next_attempt_at,
                   o.answer
              FROM outbox o
             WHERE LOWER(o.recipient) = LOWER(:address)
             ORDER BY o.account_id, o.created_at, o.message_id
            """;

    private static final String ATTEMPTS = """
            SELECT a.message_id, a.attempt, a.via, a.started_at, a.ended_at, a.outcome, a.answer
              FROM mail_attempt a JOIN {rows} ON a.message_id = r.id
             ORDER BY a.message_id, a.attempt
            """;

    private static final String RESENDS = """
            SELECT s.subject AS message_id, s.happened_at AS asked_at, s.done_by AS asked_by, s.reason
              FROM audit s JOIN {rows} ON s.subject = r.id
             WHERE s.what = 'MAIL_RESENT'
             ORDER BY s.audit_id
            """;

    private static final String STATE = """
            SELECT message_id, kind, account_id, recipient, locale, status, attempts FROM outbox WHERE message_id = :id
            """;

    private static final String TROUBLED = """
            SELECT message_id FROM outbox
             WHERE account_id = :account AND status IN ('FAILED', 'UNKNOWN') AND withdrawn_at IS NULL
               AND kind NOT IN ('SET_PASSWORD', 'SET_PASSWORD_REMINDER')
             ORDER BY message_id
            """;

    // The same bytes under the same Message-ID; a mail that is being sent is left to whoever sends it.
    private static final String RESEND = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r
               ON t.message_id = r.id AND t.status <> 'SENDING' AND t.withdrawn_at IS NULL
            WHEN MATCHED THEN UPDATE SET status = 'PENDING', next_attempt_at = ?, ended_at = NULL, answer = NULL
            """;

    private static final String ADD_RESENDS = """
            INSERT INTO audit (happened_at, done_by, what, account_id, subject, reason)
            SELECT r.asked_at, r.asked_by, 'MAIL_RESENT', o.account_id, r.message_id, r.reason
              FROM {rows} LEFT JOIN outbox o ON o.message_id = r.message_id
            """;

    private static final String LEFT_SENDING = "SELECT message_id FROM outbox WHERE status = 'SENDING'";

    private static final String DECLARE_UNKNOWN = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r ON t.message_id = r.id AND t.status = 'SENDING'
            WHEN MATCHED THEN UPDATE SET status = 'UNKNOWN', next_attempt_at = ?, ended_at = ?, answer = ?
            """;

    private static final String DECLARE_ATTEMPTS_UNKNOWN = """
            MERGE INTO mail_attempt t USING (SELECT * FROM {rows}) r ON t.message_id = r.id AND t.outcome IS NULL
            WHEN MATCHED THEN UPDATE SET outcome = 'UNKNOWN', ended_at = ?, answer = ?
            """;

    private static final String SENT_SINCE = """
            SELECT domain, COUNT(*) AS mails FROM mail_attempt WHERE started_at > :since AND via <> 'FILE' GROUP BY domain
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

    private static final String LATEST = """
            SELECT kind, recipient, status, created_at, next_attempt_at, ended_at, answer, COUNT(*) OVER () AS in_all
              FROM outbox
             WHERE account_id = :account
             ORDER BY created_at DESC, message_id DESC
             FETCH FIRST :limit ROWS ONLY
            """;

    private static final String COUNTS = "SELECT status, COUNT(*) AS mails FROM outbox GROUP BY status";

    private static final Columns<OutboxMail> MAIL = Columns.<OutboxMail>of()
            .text("message_id", OutboxMail::messageId)
            .text("status", mail -> mail.status().name())
            .integer("attempts", OutboxMail::attempts)
            .bool("resent", OutboxMail::resent);

    private static final Columns<Ready> READY = Columns.<Ready>of()
            .text("message_id", ready -> ready.mail().messageId())
            .text("status", ready -> ready.mail().status().name())
            .integer("attempts", ready -> ready.mail().attempts());

    private static final Columns<Begun> BEGUN = Columns.<Begun>of()
            .text("message_id", begun -> begun.ready().mail().messageId())
            .integer("attempt", begun -> begun.ready().mail().attempts() + 1)
            .text("via", begun -> begun.via().name())
            .text("domain", begun -> begun.ready().outgoing().to().domain())
            .instant("started_at", Begun::at);

    private static final Columns<Written> WRITTEN = Columns.<Written>of()
            .text("message_id", written -> written.mail().messageId())
            .bytes("rendered", written -> written.message().bytes());

    private static final Columns<Ended> ENDED = Columns.<Ended>of()
            .text("message_id", Ended::messageId)
            .integer("attempt", Ended::attempt)
            .text("status", ended -> ended.status().name())
            .instant("ended_at", Ended::endedAt)
            .instant("next_attempt_at", Ended::nextAttemptAt)
            .text("answer", Ended::answer);

    private static final Columns<Refusal> REFUSAL = Columns.<Refusal>of()
            .text("message_id", refusal -> refusal.mail().messageId())
            .text("status", refusal -> refusal.mail().status().name())
            .integer("attempts", refusal -> refusal.mail().attempts())
            .text("answer", Refusal::why);

    private static final Columns<Postponement> POSTPONEMENT = Columns.<Postponement>of()
            .text("message_id", postponement -> postponement.mail().messageId())
            .text("status", postponement -> postponement.mail().status().name())
            .integer("attempts", postponement -> postponement.mail().attempts())
            .instant("next_attempt_at", Postponement::until)
            .text("answer", Postponement::why);

    private static final Columns<Mails.Resend> RESEND_COLUMNS = Columns.<Mails.Resend>of()
            .text("message_id", Mails.Resend::messageId)
            .instant("asked_at", Mails.Resend::at)
            .text("asked_by", Mails.Resend::by)
            .text("reason", Mails.Resend::reason);

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
                .query((row, number) -> new Due(row.getString("message_id"), Instants.read(row, "next_attempt_at")))
                .list();
    }

    /** In the order in which they are due. */
    List<OutboxMail> load(Collection<String> messageIds) {
        return rows.query(LOAD, ID, messageIds, (row, number) -> outboxMail(row));
    }

    /** Keeps what was written of these mails; what was kept before stays as it is. */
    void store(Collection<Written> written) {
        together(() -> rows.update(STORE, WRITTEN, written));
    }

    /** Makes an attempt at each of these mails ours; answers at which. The others must not go out any more. */
    Set<String> claim(Collection<Ready> ready, Via via, Instant now) {
        if (ready.isEmpty()) {
            return Set.of();
        }
        Set<String> ours = new HashSet<>();
        together(() -> {
            if (rows.update(CLAIM, READY, ready) == ready.size()) {
                ready.forEach(each -> ours.add(each.mail().messageId()));
            } else {
                ours.addAll(rows.query(CLAIMED, READY, ready, (row, number) -> row.getString("message_id")));
            }
            rows.updateEach(
                    ADD_ATTEMPTS,
                    BEGUN,
                    ready.stream()
                            .filter(each -> ours.contains(each.mail().messageId()))
                            .map(each -> new Begun(each, via, now))
                            .toList());
        });
        return ours;
    }

    /** Records how claimed attempts ended; those at which nothing was handed over do not count. */
    void record(Collection<Attempt> attempts) {
        List<OutboxMail> back = new ArrayList<>();
        List<Ended> ended = new ArrayList<>();
        for (Attempt attempt : attempts) {
            if (attempt.outcome() instanceof Outcome.NotHandedOver) {
                back.add(attempt.mail());
            } else {
                ended.add(ended(attempt));
            }
        }
        together(() -> {
            rows.updateEach(PUT_BACK, MAIL, back);
            rows.updateEach(FORGET_ATTEMPTS, MAIL, back);
            rows.updateEach(RECORD, ENDED, ended);
            rows.updateEach(RECORD_ATTEMPTS, ENDED, ended);
        });
    }

    private static Ended ended(Attempt attempt) {
        OutboxMail mail = attempt.mail();
        Instant at = attempt.endedAt();
        if (attempt.outcome() instanceof Outcome.Sent) {
            return new Ended(mail, MailStatus.SENT, at, null, null);
        }
        if (attempt.outcome() instanceof Outcome.Failed failed) {
            return new Ended(mail, MailStatus.FAILED, at, null, failed.answer());
        }
        if (attempt.outcome() instanceof Outcome.Unknown unknown) {
            return new Ended(mail, MailStatus.UNKNOWN, at, at.plus(Backoff.AFTER_UNKNOWN), unknown.answer());
        }
        Instant next = at.plus(Backoff.after(mail.attempts() + 1));
        if (attempt.outcome() instanceof Outcome.Deferred deferred) {
            return new Ended(mail, MailStatus.DEFERRED, at, next, deferred.answer());
        }
        if (attempt.outcome() instanceof Outcome.Broken broken) {
            return new Ended(mail, MailStatus.DEFERRED, at, next, broken.words());
        }
        throw new IllegalArgumentException("No such outcome: " + attempt.outcome());
    }

    /** Gives up mails that were not claimed, since no attempt could deliver them. */
    void refuse(Collection<Refusal> refusals, Instant now) {
        together(() -> rows.updateEach(REFUSE, REFUSAL, refusals, now));
    }

    /** Keeps why these mails wait although they are due. */
    void holdBack(Collection<Refusal> heldBack) {
        together(() -> rows.update(HOLD_BACK, REFUSAL, heldBack));
    }

    /** How many mails wait because of the list of domains. */
    long countHeldBack() {
        return jdbc.sql(COUNT_HELD_BACK)
                .param("prefix", MailSwitch.HELD_BACK + "%")
                .query(Long.class)
                .single();
    }

    /** How many mails a mail server was given, those to the sandbox apart. */
    long firstWaveSent() {
        return jdbc.sql(FIRST_WAVE_SENT).query(Long.class).single();
    }

    /** Lets mails that were not claimed wait longer. */
    void postpone(Collection<Postponement> postponements) {
        together(() -> rows.updateEach(POSTPONE, POSTPONEMENT, postponements));
    }

    /** What is being sent while nobody sends was left by a process that died; returns how many there were. */
    int declareUnknown(Instant now) {
        List<String> left = jdbc.sql(LEFT_SENDING).query(String.class).list();
        together(() -> {
            rows.updateEach(DECLARE_UNKNOWN, ID, left, now.plus(Backoff.AFTER_UNKNOWN), now, PROCESS_ENDED);
            rows.update(DECLARE_ATTEMPTS_UNKNOWN, ID, left, now, PROCESS_ENDED);
        });
        return left.size();
    }

    /** How many mails each domain was sent by SMTP since then. */
    Map<String, Integer> sentSince(Instant since) {
        Map<String, Integer> sent = new HashMap<>();
        jdbc.sql(SENT_SINCE).param("since", since.atOffset(UTC)).query(row -> {
            sent.put(row.getString("domain"), row.getInt("mails"));
        });
        return sent;
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
                .query((row, number) -> mail(row))
                .list();
    }

    /** The mails of an account that were written last, the newest first. */
    List<Mails.Latest> latest(long account, int limit) {
        return jdbc.sql(LATEST)
                .param("account", account)
                .param("limit", limit)
                .query((row, number) -> {
                    MailStatus status = MailStatus.valueOf(row.getString("status"));
                    boolean waits = status == MailStatus.PENDING || status == MailStatus.DEFERRED;
                    return new Mails.Latest(
                            NoticeKind.valueOf(row.getString("kind")),
                            row.getString("recipient"),
                            status,
                            Instants.read(row, "created_at"),
                            waits ? Instants.read(row, "next_attempt_at") : null,
                            Instants.readOrNull(row, "ended_at"),
                            row.getString("answer"),
                            row.getLong("in_all"));
                })
                .list();
    }

    /** Every mail to an address, whatever the case of its letters, with what was done about it. */
    List<Mails.Traced> trace(String address) {
        List<TracedRow> found = jdbc.sql(TRACE)
                .param("address", address)
                .query((row, number) -> new TracedRow(
                        row.getString("message_id"),
                        NoticeKind.valueOf(row.getString("kind")),
                        row.getLong("account_id"),
                        row.getString("recipient"),
                        MailStatus.valueOf(row.getString("status")),
                        row.getString("notice"),
                        Instants.read(row, "created_at"),
                        Instants.read(row, "next_attempt_at"),
                        row.getString("answer")))
                .list();
        List<String> ids = found.stream().map(TracedRow::messageId).toList();
        Map<String, List<Mails.Try>> tries = new HashMap<>();
        rows.query(
                ATTEMPTS,
                ID,
                ids,
                (row, number) -> tries.computeIfAbsent(row.getString("message_id"), id -> new ArrayList<>())
                        .add(new Mails.Try(
                                row.getInt("attempt"),
                                row.getString("via"),
                                Instants.read(row, "started_at"),
                                Instants.readOrNull(row, "ended_at"),
                                row.getString("outcome"),
                                row.getString("answer"))));
        Map<String, List<Mails.Resend>> resends = new HashMap<>();
        rows.query(
                RESENDS,
                ID,
                ids,
                (row, number) -> resends.computeIfAbsent(row.getString("message_id"), id -> new ArrayList<>())
                        .add(new Mails.Resend(
                                row.getString("message_id"),
                                Instants.read(row, "asked_at"),
                                row.getString("asked_by"),
                                row.getString("reason"))));
        return found.stream()
                .map(row -> new Mails.Traced(
                        row.messageId(),
                        row.kind(),
                        row.accountId(),
                        row.to(),
                        row.status(),
                        row.createdAt(),
                        row.nextAttemptAt(),
                        row.answer(),
                        SetupTokenExchange.selector(row.kind(), row.notice()),
                        tries.getOrDefault(row.messageId(), List.of()),
                        resends.getOrDefault(row.messageId(), List.of())))
                .toList();
    }

    Optional<Mails.Mail> find(String messageId) {
        return jdbc.sql(STATE)
                .param("id", messageId)
                .query((row, number) -> mail(row))
                .optional();
    }

    /** The mails of an account that failed or whose fate is unknown, those with a setup link apart. */
    List<String> troubled(long account) {
        return jdbc.sql(TROUBLED).param("account", account).query(String.class).list();
    }

    /** Makes these mails due, and keeps who wanted it; answers how many there were. */
    int resend(Collection<Mails.Resend> resends, Instant now) {
        List<String> ids = resends.stream().map(Mails.Resend::messageId).toList();
        together(() -> {
            rows.updateEach(RESEND, ID, ids, now);
            keep(resends);
        });
        return ids.size();
    }

    /** Keeps who had these mails sent again. */
    void keep(Collection<Mails.Resend> resends) {
        rows.updateEach(ADD_RESENDS, RESEND_COLUMNS, resends);
    }

    Map<MailStatus, Long> counts() {
        Map<MailStatus, Long> counts = new EnumMap<>(MailStatus.class);
        jdbc.sql(COUNTS).query(row -> {
            counts.put(MailStatus.valueOf(row.getString("status")), row.getLong("mails"));
        });
        return counts;
    }

    private int changed(JdbcClient.StatementSpec statement) {
        Integer changed = ownTransaction.execute(status -> statement.update());
        return changed == null ? 0 : changed;
    }

    private static OutboxMail outboxMail(ResultSet row) throws SQLException {
        byte[] rendered = row.getBytes("rendered");
        String hoursZone = row.getString("hours_zone");
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
                Instants.read(row, "created_at"),
                hoursZone == null ? null : ZoneId.of(hoursZone),
                rendered == null ? null : new MessageBytes(rendered));
    }

    private static Mails.Mail mail(ResultSet row) throws SQLException {
        return new Mails.Mail(
                row.getString("message_id"),
                NoticeKind.valueOf(row.getString("kind")),
                row.getLong("account_id"),
                row.getString("recipient"),
                row.getString("locale"),
                MailStatus.valueOf(row.getString("status")),
                row.getInt("attempts"));
    }

    /** How mails leave. */
    enum Via {
        SMTP,
        SANDBOX,
        FILE
    }

    /** A mail that is given up, and why. */
    record Refusal(OutboxMail mail, String why) {}

    /**
     * A mail that waits longer.
     *
     * @param why null where what was said of it before stays
     */
    record Postponement(
            OutboxMail mail, Instant until, @Nullable String why) {}

    private record TracedRow(
            String messageId,
            NoticeKind kind,
            long accountId,
            String to,
            MailStatus status,
            String notice,
            Instant createdAt,
            Instant nextAttemptAt,
            @Nullable String answer) {}

    private record Begun(Ready ready, Via via, Instant at) {}

    private record Ended(
            String messageId,
            int attempt,
            MailStatus status,
            Instant endedAt,
            @Nullable Instant nextAttemptAt,
            @Nullable String answer) {
        Ended(
                OutboxMail mail,
                MailStatus status,
                Instant endedAt,
                @Nullable Instant nextAttemptAt,
                @Nullable String answer) {
            this(mail.messageId(), mail.attempts() + 1, status, endedAt, nextAttemptAt, answer);
        }
    }

    /** A due mail, and its place in the order. */
    record Due(String messageId, Instant nextAttemptAt) {
        static final Due FIRST = new Due("", Instant.EPOCH);
    }
}
