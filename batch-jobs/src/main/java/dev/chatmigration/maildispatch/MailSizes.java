package dev.chatmigration.maildispatch;

import static java.time.ZoneOffset.UTC;

import dev.chatmigration.domain.brake.Measure;
import dev.chatmigration.steps.Sizes;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of how many mails leave. What the sandbox got, nobody outside has seen. */
@Repository
class MailSizes {
    private static final String WANTED = """
            SELECT COUNT(*) FROM outbox o
             WHERE o.status = 'PENDING' AND o.attempts = 0 AND o.next_attempt_at <= :now AND %s
            """.formatted(Outbox.NOTHING_STOPS_IT);
    private static final String DONE = """
            SELECT started_at AS at FROM mail_attempt
             WHERE started_at >= :from AND attempt = 1 AND via <> 'SANDBOX'
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
                from -> Sizes.byDay(jdbc, DONE, from),
                () -> jdbc.sql(PEOPLE).query(Long.class).single());
    }

    private long wanted(Instant asOf) {
        return jdbc.sql(WANTED)
                .param("now", asOf.atOffset(UTC))
                .query(Long.class)
                .single();
    }
}
