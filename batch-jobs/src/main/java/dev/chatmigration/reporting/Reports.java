package dev.chatmigration.reporting;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.Origin;
import dev.chatmigration.importing.ImportTotals;
import dev.chatmigration.jobs.RunLog;
import dev.chatmigration.jobs.RunLog.Run;
import dev.chatmigration.maildispatch.Mails;
import dev.chatmigration.maildispatch.WaitingMails;
import dev.chatmigration.pagefetching.PageFetches;
import dev.chatmigration.reporting.Report.AgentTotals;
import dev.chatmigration.reporting.Report.MailsLater;
import dev.chatmigration.reporting.Report.NewMatters;
import dev.chatmigration.reporting.Report.RunSummary;
import dev.chatmigration.steps.SetAside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of the report. */
@Component
public class Reports {
    private static final String AGENTS = """
            SELECT COALESCE(SUM(chat_agents), 0) AS chat_agents, COALESCE(SUM(support_agents), 0) AS support_agents,
                   COALESCE(SUM(agents), 0) AS agents, COALESCE(SUM(pairs_merged), 0) AS pairs_merged,
                   COALESCE(SUM(left_out), 0) AS left_out, COALESCE(SUM(waiting), 0) AS waiting
              FROM agent_decision
            """;
    private static final String STATES = """
            SELECT s.state, COUNT(*) AS accounts FROM (
              SELECT CASE WHEN m.state IS NOT NULL AND m.state <> 'REGISTERED' THEN m.state
                          WHEN a.phase IN ('legacy_chat', 'legacy_chat_support') THEN 'REGISTERED'
                          ELSE 'NOT_ELIGIBLE' END AS state
                FROM account a LEFT JOIN account_migration m ON m.account_id = a.account_id) s
             GROUP BY s.state
            """;
    private static final List<String> STATES_IN_ORDER = List.of(
            "REGISTERED",
            "REQUESTED",
            "SCHEDULED",
            "UPGRADING",
            "UPGRADED",
            "FINALIZED",
            "ROLLED_BACK",
            "NOT_ELIGIBLE");
    private static final String FINDINGS = """
            SELECT COUNT(DISTINCT CASE WHEN f.severity = 'BLOCKS' AND f.waived_by IS NULL THEN f.account_id END)
                     AS blocked_accounts,
                   COUNT(CASE WHEN f.severity = 'BLOCKS' THEN 1 END) AS blocks,
                   COUNT(CASE WHEN f.severity = 'BLOCKS' AND f.waived_by IS NOT NULL THEN 1 END) AS waived,
                   COUNT(CASE WHEN f.severity = 'WARNS' THEN 1 END) AS warns,
                   COUNT(CASE WHEN f.severity = 'INFO' THEN 1 END) AS info
              FROM finding f
            """;
    private static final String MAILS = "SELECT status, COUNT(*) AS mails FROM outbox GROUP BY status ORDER BY status";
    private static final String MESSAGES = "SELECT COUNT(*) FROM in_product_message";
    private static final String NEW_REJECTS = """
            SELECT COUNT(*) FROM (
              SELECT file, line, field, reason FROM reject WHERE run_id > :before
              EXCEPT
              SELECT file, line, field, reason FROM reject
               WHERE run_id = (SELECT MAX(run_id) FROM run WHERE job = 'nightly' AND run_id <= :before)) fresh
            """;
    private static final String NEW_WAITING = """
            SELECT COUNT(DISTINCT account_id) FROM finding
             WHERE severity = 'BLOCKS' AND waived_by IS NULL AND since_run > :before
            """;
    private static final String FAILED_MAILS = "SELECT COUNT(*) FROM outbox WHERE status IN ('FAILED', 'UNKNOWN')";
    /** So many accounts that are set aside are named; there may be thousands. */
    private static final int NAMED = 10;

    private static final String LAST_RUN = "SELECT COALESCE(MAX(run_id), 0) FROM run";
    /** A run that still counts as running when a command is about to run its job was cut off, and has told nobody. */
    private static final String BEFORE_CUT_OFF = """
            SELECT r.run_id - 1 AS last_run,
                   (SELECT COUNT(*) FROM outbox
                     WHERE status IN ('FAILED', 'UNKNOWN') AND (ended_at IS NULL OR ended_at < r.as_of)) AS failed_mails
              FROM run r WHERE r.job IN (:jobs) AND r.outcome = 'RUNNING' ORDER BY r.run_id LIMIT 1
            """;

    private static final String PROBLEMS = """
            SELECT 'File ' || f.file || ': ' || f.problem FROM import_file f
             WHERE f.run_id > :before AND f.problem IS NOT NULL
            UNION
            SELECT r.problem FROM run r
             WHERE r.run_id > :before AND r.problem IS NOT NULL AND r.outcome <> 'COMPLETED'
            """;
    private static final String NOTES = """
            SELECT DISTINCT r.problem FROM run r
             WHERE r.run_id > :before AND r.problem IS NOT NULL AND r.outcome = 'COMPLETED'
            """;

    private final JdbcClient jdbc;
    private final ImportTotals totals;
    private final PageFetches pages;
    private final RunLog runs;
    private final Origin origin;
    private final Brakes brakes;
    private final Mails mails;
    private final WaitingMails waiting;
    private final SetAside setAside;

    Reports(
            JdbcClient jdbc,
            ImportTotals totals,
            PageFetches pages,
            RunLog runs,
            Origin origin,
            Brakes brakes,
            Mails mails,
            WaitingMails waiting,
            SetAside setAside) {
        this.jdbc = jdbc;
        this.totals = totals;
        this.pages = pages;
        this.runs = runs;
        this.origin = origin;
        this.brakes = brakes;
        this.mails = mails;
        this.waiting = waiting;
        this.setAside = setAside;
    }

    /** What stood before a command ran, to tell afterwards what is new. */
    public record Before(long lastRun, long failedMails) {
        /** Nothing stood before: everything is new. */
        public static final Before NOTHING = new Before(0, 0);

        /** What stood before a run, which may have begun earlier than the command that went on with it. */
        public Before orBefore(Run run) {
            return new Before(Math.min(lastRun, run.id() - 1), failedMails);
        }
    }

    /** What stands now. */
    public Before before() {
        return new Before(count(LAST_RUN), count(FAILED_MAILS));
    }

    /** What stands now, less what runs of these jobs found that were cut off and could not tell it. */
    public Before before(List<String> jobs) {
        return jdbc.sql(BEFORE_CUT_OFF)
                .param("jobs", jobs)
                .query((result, row) -> new Before(result.getLong("last_run"), result.getLong("failed_mails")))
                .optional()
                .orElseGet(this::before);
    }

    /**
     * The report.
     *
     * @param run the run to speak of; null takes the latest nightly one
     * @param before what counts as known
     */
    public Report report(@Nullable Long run, Before before) {
        Optional<Run> found = run == null ? runs.latest("nightly") : runs.find(run);
        return new Report(
                origin.isSimulated(),
                found.map(Reports::summary).orElse(null),
                found.map(each -> totals.of(each.id())).orElse(List.of()),
                found.map(each -> pages.outcomes(each.id())).orElse(Map.of()),
                agents(),
                states(),
                findings(),
                byName(MAILS, "status", "mails"),
                mailsLater(),
                mails.delivery(),
                count(MESSAGES),
                brakes.all().stream()
                        .map(brake -> brake.name() + " stopped by " + brake.setBy() + " at " + brake.setAt() + ": "
                                + brake.reason())
                        .toList(),
                newMatters(before));
    }

    private @Nullable MailsLater mailsLater() {
        Instant now = Stream.of("nightly", "upgrade")
                .flatMap(job -> runs.latest(job).stream())
                .map(Run::asOf)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return waiting.after(now)
                .map(later -> new MailsLater(later.mails(), later.first(), later.last()))
                .orElse(null);
    }

    private NewMatters newMatters(Before before) {
        return new NewMatters(
                jdbc.sql(NEW_REJECTS)
                        .param("before", before.lastRun())
                        .query(Long.class)
                        .single(),
                jdbc.sql(NEW_WAITING)
                        .param("before", before.lastRun())
                        .query(Long.class)
                        .single(),
                Math.max(0, count(FAILED_MAILS) - before.failedMails()),
                jdbc.sql(PROBLEMS)
                        .param("before", before.lastRun())
                        .query(String.class)
                        .list(),
                notes(before.lastRun()));
    }

    private List<String> notes(long lastRun) {
        List<String> notes = new ArrayList<>(
                jdbc.sql(NOTES).param("before", lastRun).query(String.class).list());
        setAside.since(lastRun, NAMED)
                .forEach(each -> notes.add(
                        "Account " + each.accountId() + " is set aside in " + each.step() + ": " + each.reason()));
        long accounts = setAside.accountsSince(lastRun);
        if (accounts > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d accounts are set aside; all others are done. The next run, or ./migrate retry, takes them up"
                            + " again.",
                    accounts));
        }
        return notes;
    }

    private AgentTotals agents() {
        return jdbc.sql(AGENTS)
                .query((result, row) -> new AgentTotals(
                        result.getLong("chat_agents"),
                        result.getLong("support_agents"),
                        result.getLong("agents"),
                        result.getLong("pairs_merged"),
                        result.getLong("left_out"),
                        result.getLong("waiting")))
                .single();
    }

    private Map<String, Long> states() {
        Map<String, Long> counted = byName(STATES, "state", "accounts");
        Map<String, Long> ordered = new LinkedHashMap<>();
        STATES_IN_ORDER.stream()
                .filter(counted::containsKey)
                .forEach(state -> ordered.put(state, counted.getOrDefault(state, 0L)));
        return ordered;
    }

    private Report.Findings findings() {
        return jdbc.sql(FINDINGS)
                .query((result, row) -> new Report.Findings(
                        result.getLong("blocked_accounts"),
                        result.getLong("blocks"),
                        result.getLong("waived"),
                        result.getLong("warns"),
                        result.getLong("info")))
                .single();
    }

    private Map<String, Long> byName(String sql, String name, String number) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql(sql).query(result -> {
            counts.put(result.getString(name), result.getLong(number));
        });
        return counts;
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static RunSummary summary(Run run) {
        return new RunSummary(
                run.id(),
                run.job(),
                run.night(),
                run.attempt(),
                run.asOf(),
                run.outcome().name(),
                run.problem());
    }
}
