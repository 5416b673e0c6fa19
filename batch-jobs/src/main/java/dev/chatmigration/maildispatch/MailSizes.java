package dev.chatmigration.maildispatch;

import static java.time.ZoneOffset.UTC;

import dev.chatmigration.domain.brake.Measure;
import dev.chatmigration.steps.Sizes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of how many mails leave. What the sandbox got, nobody outside has seen. */
@Repository
class MailSizes {
    private static final String WANTED = """
            SELECT COUNT(*) FROM outbox o
             WHERE o.status = 'PENDING' AND o.attempts = 0 AND o.next_attempt_at <= :now AND %s
            """.formatted(Outbox.NOTHING_STOPS_IT);
    private static final String BY_DAY = """
            SELECT d.utc_day, COUNT(*) AS mails FROM (
              SELECT FLOOR(EXTRACT(EPOCH FROM started_at) / 86400) AS utc_day FROM mail_attempt
               WHERE started_at >= :from AND attempt = 1 AND via <> 'SANDBOX') d
             GROUP BY d.utc_day
            """;
    private static final String PEOPLE = "SELECT COALESCE(SUM(chat_agents + support_agents), 0) FROM agent_decision";

    private final JdbcClient jdbc;

    MailSizes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Mails that leave for the first time, of as many as there are agents on both sides. */
    Sizes mails() {
        return new Sizes(
                Measure.MAILS,
                this::wanted,
                this::byDay,
                () -> jdbc.sql(PEOPLE).query(Long.class).single());
    }

    private long wanted(Instant asOf) {
        return jdbc.sql(WANTED)
                .param("now", asOf.atOffset(UTC))
                .query(Long.class)
                .single();
    }

    private Map<LocalDate, Long> byDay(Instant from) {
        Map<LocalDate, Long> days = new HashMap<>();
        jdbc.sql(BY_DAY).param("from", from.atOffset(UTC)).query(row -> {
            days.put(LocalDate.ofEpochDay(row.getLong("utc_day")), row.getLong("mails"));
        });
        return days;
    }
}
