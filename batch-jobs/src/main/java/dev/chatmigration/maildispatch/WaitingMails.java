package dev.chatmigration.maildispatch;

import static java.time.ZoneOffset.UTC;

import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.settings.MigrationSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * All SQL about mails that wait: which of them need not leave any more, and when the others may. Both are settled before
 * a dispatch begins, whatever kept a mail from leaving when it was meant to.
 */
@Repository
public class WaitingMails {
    private static final String WITHDRAW = """
            UPDATE outbox o SET status = 'WITHDRAWN', withdrawn_at = :now, ended_at = :now, answer = :why
             WHERE o.status IN ('PENDING', 'DEFERRED')
               AND (o.holds_until <= :now
                    OR EXISTS (SELECT 1 FROM account_migration m WHERE m.account_id = o.account_id AND %s))
            """.formatted(Outbox.OVERTAKEN);

    private static final String ZONES = """
            SELECT DISTINCT hours_zone FROM outbox
             WHERE status IN ('PENDING', 'DEFERRED') AND next_attempt_at <= :now AND hours_zone IS NOT NULL
            """;

    private static final String PUT_OFF = """
            MERGE INTO outbox t USING (SELECT * FROM {rows}) r
               ON t.hours_zone = r.zone AND t.status IN ('PENDING', 'DEFERRED') AND t.next_attempt_at <= ?
            WHEN MATCHED THEN UPDATE SET next_attempt_at = r.next
            """;

    private static final String LATER = """
            SELECT COUNT(*) AS mails, MIN(o.next_attempt_at) AS first, MAX(o.next_attempt_at) AS last
              FROM outbox o
             WHERE o.status IN ('PENDING', 'DEFERRED') AND o.next_attempt_at > :after AND %s
            """.formatted(Outbox.NOTHING_STOPS_IT);

    private static final String LEFT_SENDING =
            "SELECT COUNT(*) FROM outbox WHERE status = 'SENDING' AND next_attempt_at <= :now";

    private static final String ANSWERS_OF_DUE = """
            SELECT DISTINCT o.answer FROM outbox o WHERE %s AND o.next_attempt_at <= :now AND %s
            """.formatted(Outbox.TO_BE_SENT, Outbox.NOTHING_STOPS_IT);

    private final JdbcClient jdbc;
    private final Rows rows;
    private final MailSwitch mailSwitch;
    private final ReadingHours hours;

    WaitingMails(JdbcClient jdbc, Rows rows, MailSwitch mailSwitch, MigrationSettings settings) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.mailSwitch = mailSwitch;
        this.hours = settings.readingHours();
    }

    /**
     * Mails that nothing stops but the time.
     *
     * @param first when the next of them may leave
     * @param last when all of them may have left
     */
    public record Later(long mails, Instant first, Instant last) {}

    /** Takes back the mails whose date does not hold any more or whose day is over; answers how many. */
    @Transactional
    public int withdrawWhatIsWrongBy(Instant now) {
        return jdbc.sql(WITHDRAW)
                .param("why", "What it tells did not hold any more when it could have left")
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** Puts off the mails that are due while their readers are not to be written to; answers how many. */
    @Transactional
    public int keepHours(Instant now) {
        List<PutOff> later =
                jdbc.sql(ZONES).param("now", now.atOffset(UTC)).query((row, number) -> row.getString(1)).list().stream()
                        .map(zone -> new PutOff(zone, hours.firstFrom(now, ZoneId.of(zone))))
                        .filter(each -> each.next().isAfter(now))
                        .toList();
        return rows.update(
                PUT_OFF, Columns.<PutOff>of().text("zone", PutOff::zone).instant("next", PutOff::next), later, now);
    }

    /**
     * Whether a dispatch would find a mail to send, or one that a process died with. What a brake, a hold or a setting keeps
     * back waits for a person, not for a dispatch.
     */
    public boolean anyDue(Instant now) {
        return isAnyLeftSending(now) || (!mailSwitch.isOff() && isAnyToSend(now));
    }

    private boolean isAnyLeftSending(Instant now) {
        return jdbc.sql(LEFT_SENDING)
                        .param("now", now.atOffset(UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private boolean isAnyToSend(Instant now) {
        return jdbc
                .sql(ANSWERS_OF_DUE)
                .param("now", now.atOffset(UTC))
                .query((row, number) -> Optional.ofNullable(row.getString("answer")))
                .list()
                .stream()
                .anyMatch(answer -> !answer.map(mailSwitch::stillHoldsBack).orElse(false));
    }

    /** The mails that may leave after an instant; empty where there are none. */
    public Optional<Later> after(Instant instant) {
        return jdbc.sql(LATER)
                .param("after", instant.atOffset(UTC))
                .query((row, number) -> later(row))
                .single();
    }

    private static Optional<Later> later(ResultSet row) throws SQLException {
        Instant first = Instants.readOrNull(row, "first");
        Instant last = Instants.readOrNull(row, "last");
        return first == null || last == null
                ? Optional.empty()
                : Optional.of(new Later(row.getLong("mails"), first, last));
    }

    private record PutOff(String zone, Instant next) {}
}
