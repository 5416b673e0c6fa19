package dev.chatmigration.jobs;

import dev.chatmigration.database.Instants;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All SQL of table {@code run}. */
@Component
public class RunLog {
    private static final String COLUMNS =
            "run_id, job, feed, night, attempt, as_of, started_at, ended_at, outcome, problem";
    private static final String LATEST_OF_NIGHT = "SELECT " + COLUMNS + """
               FROM run
              WHERE job = :job AND night = :night AND COALESCE(feed, '') = :feed
              ORDER BY attempt DESC LIMIT 1
            """;
    private static final String LATEST =
            "SELECT " + COLUMNS + " FROM run WHERE job = :job ORDER BY run_id DESC LIMIT 1";
    private static final String BY_ID = "SELECT " + COLUMNS + " FROM run WHERE run_id = :run";
    private static final String DUE = """
            SELECT (SELECT COUNT(*) FROM account_migration
                     WHERE state IN ('SCHEDULED', 'UPGRADING') AND NOT held AND slot_start <= :now)
                 + (SELECT COUNT(*) FROM account_event WHERE applied_at IS NULL AND event_at <= :now)
                 + (SELECT COUNT(*) FROM due_notice WHERE told_at IS NULL AND due_at <= :now)
                 + (SELECT COUNT(*) FROM setup_link
                     WHERE remind_at <= :now AND expires_at > :now AND used_at IS NULL AND superseded_at IS NULL
                       AND withdrawn_at IS NULL)
            """;
    private static final String INSERT = """
            INSERT INTO run (job, feed, night, attempt, as_of, started_at, outcome)
            VALUES (:job, :feed, :night, :attempt, :asOf, :startedAt, 'RUNNING')
            """;
    private static final String RESUME =
            "UPDATE run SET outcome = 'RUNNING', as_of = :asOf, ended_at = NULL, problem = NULL WHERE run_id = :run";
    private static final String END = """
            UPDATE run SET outcome = :outcome, problem = :problem, ended_at = GREATEST(started_at, :endedAt)
             WHERE run_id = :run
            """;

    private static final String ASKED_TO_STOP =
            "UPDATE run SET problem = :why WHERE job = :job AND outcome = 'RUNNING'";
    private static final String KEEP_STOP = """
            INSERT INTO audit (happened_at, run_id, done_by, what, subject, reason)
            SELECT CAST(:at AS TIMESTAMP WITH TIME ZONE), run_id, CAST(:by AS VARCHAR), 'STOPPED', job,
                   CAST(:reason AS VARCHAR)
              FROM run WHERE job = :job AND outcome = 'RUNNING'
            """;

    private final JdbcClient jdbc;

    RunLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How a run stands. */
    public enum Outcome {
        RUNNING,
        COMPLETED,
        STOPPED,
        FAILED
    }

    /**
     * One run of a job.
     *
     * @param problem one sentence for people where the run did not complete, or completed but for mails that wait
     */
    public record Run(
            long id,
            String job,
            @Nullable String feed,
            LocalDate night,
            int attempt,
            Instant asOf,
            Instant startedAt,
            @Nullable Instant endedAt,
            Outcome outcome,
            @Nullable String problem) {}

    /** The latest attempt of this night with this feed. */
    Optional<Run> latestOf(String job, LocalDate night, @Nullable String feed) {
        return jdbc.sql(LATEST_OF_NIGHT)
                .param("job", job)
                .param("night", night)
                .param("feed", feed == null ? "" : feed)
                .query(RUN)
                .optional();
    }

    /** The latest run of a job. */
    public Optional<Run> latest(String job) {
        return jdbc.sql(LATEST).param("job", job).query(RUN).optional();
    }

    /** Whether any slot, event, notice or reminder is due. */
    boolean anythingDue(Instant now) {
        return jdbc.sql(DUE).param("now", utc(now)).query(Long.class).single() > 0;
    }

    public Optional<Run> find(long run) {
        return jdbc.sql(BY_ID).param("run", run).query(RUN).optional();
    }

    Run begin(String job, @Nullable String feed, LocalDate night, int attempt, Instant asOf, Instant startedAt) {
        var key = new GeneratedKeyHolder();
        jdbc.sql(INSERT)
                .param("job", job)
                .param("feed", feed)
                .param("night", night)
                .param("attempt", attempt)
                .param("asOf", utc(asOf))
                .param("startedAt", utc(startedAt))
                .update(key, "run_id");
        Number id = key.getKey();
        if (id == null) {
            throw new IllegalStateException("The database gave the run no id");
        }
        return new Run(id.longValue(), job, feed, night, attempt, asOf, startedAt, null, Outcome.RUNNING, null);
    }

    void resume(Run run, Instant asOf) {
        jdbc.sql(RESUME).param("run", run.id()).param("asOf", utc(asOf)).update();
    }

    /** Keeps who stops a running job and why. */
    @Transactional
    void askedToStop(String job, Act act) {
        jdbc.sql(ASKED_TO_STOP)
                .param("job", job)
                .param("why", "Stopped by " + act.by() + ": " + act.reason() + ".")
                .update();
        jdbc.sql(KEEP_STOP)
                .param("job", job)
                .param("at", utc(act.at()))
                .param("by", act.by())
                .param("reason", act.reason())
                .update();
    }

    /** Ends a run; where the clock was set back meanwhile, when it began. */
    void end(Run run, Outcome outcome, @Nullable String problem, Instant endedAt) {
        jdbc.sql(END)
                .param("run", run.id())
                .param("outcome", outcome.name())
                .param("problem", problem)
                .param("endedAt", utc(endedAt))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static final RowMapper<Run> RUN = (result, row) -> new Run(
            result.getLong("run_id"),
            result.getString("job"),
            result.getString("feed"),
            result.getObject("night", LocalDate.class),
            result.getInt("attempt"),
            Instants.read(result, "as_of"),
            Instants.read(result, "started_at"),
            Instants.readOrNull(result, "ended_at"),
            Outcome.valueOf(result.getString("outcome")),
            result.getString("problem"));
}
