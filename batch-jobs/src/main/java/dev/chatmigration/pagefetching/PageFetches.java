package dev.chatmigration.pagefetching;

import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.settings.MigrationSettings.FetchPages;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of the pages that are fetched: which are due, and how each ended. */
@Component
public class PageFetches {
    /** The page came, and what is on it now was stored. */
    public static final String STORED = "STORED";

    /** The page came as it was known already. */
    public static final String UNCHANGED = "UNCHANGED";

    /** What stands between the scheme and the first sign that ends it, as an address is read everywhere else. */
    private static final String HOST = """
            LOWER(SUBSTRING(%1$s FROM 1 FOR POSITION('/' IN %1$s) - 1))
            """.formatted("""
            (REPLACE(REPLACE(REPLACE(SUBSTRING(p.url FROM POSITION('://' IN p.url) + 3), '?', '/'), '#', '/'),
              '\\', '/') || '/')
            """);

    /**
     * Known pages that this run has not seen, those longest not looked at first. What the run has tried already comes
     * before them in each numbering, so that the limits hold for all of it.
     */
    private static final String DUE = """
            SELECT h.account_id, h.url, h.host FROM (
              SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.host
                       ORDER BY a.tried DESC, a.looked_at, a.account_id, a.url) AS of_host FROM (
                SELECT k.account_id, k.url, k.host, k.tried, k.looked_at,
                       ROW_NUMBER() OVER (PARTITION BY k.account_id ORDER BY k.tried DESC, k.looked_at, k.url)
                         AS of_account FROM (
                  SELECT p.account_id, p.url, %s AS host,
                         MAX(CASE WHEN f.tried_run = :run THEN 1 ELSE 0 END) AS tried,
                         MAX(GREATEST(p.seen_run, COALESCE(f.tried_run, 0))) AS looked_at,
                         MAX(CASE WHEN p.seen_run = :run THEN 1 ELSE 0 END) AS seen
                    FROM page_verdict p
                    JOIN account c ON c.account_id = p.account_id
                    LEFT JOIN account_migration m ON m.account_id = p.account_id
                    LEFT JOIN page_fetch f ON f.account_id = p.account_id AND f.url = p.url
                   WHERE m.state = 'UPGRADED'
                      OR (c.phase IN ('legacy_chat', 'legacy_chat_support')
                          AND (m.state IS NULL OR m.state <> 'FINALIZED'))
                   GROUP BY p.account_id, p.url) k
                 WHERE k.seen = 0 OR k.tried = 1) a
               WHERE a.of_account <= :perAccount) h
             WHERE h.tried = 0 AND h.of_host <= :perHost
             ORDER BY h.looked_at, h.account_id, h.url
             LIMIT :limit
            """.formatted(HOST);

    private static final String TRIED = "SELECT COUNT(*) FROM page_fetch WHERE tried_run = :run";
    private static final String SAVE = """
            MERGE INTO page_fetch f USING (SELECT * FROM {rows}) r ON f.account_id = r.account_id AND f.url = r.url
            WHEN MATCHED THEN UPDATE SET host = r.host, tried_run = r.tried_run, outcome = r.outcome, reason = r.reason
            WHEN NOT MATCHED THEN INSERT (account_id, url, host, tried_run, outcome, reason)
              VALUES (r.account_id, r.url, r.host, r.tried_run, r.outcome, r.reason)
            """;
    private static final String OUTCOMES = """
            SELECT outcome, COUNT(*) AS pages FROM page_fetch WHERE tried_run = :run GROUP BY outcome
             ORDER BY CASE outcome WHEN 'STORED' THEN 0 WHEN 'UNCHANGED' THEN 1 ELSE 2 END, outcome
            """;
    private static final String NOT_FETCHED = """
            SELECT f.url, f.outcome, f.reason FROM page_fetch f
             WHERE f.account_id = :account AND f.reason IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM page_verdict p
                     WHERE p.account_id = f.account_id AND p.url = f.url AND p.seen_run >= f.tried_run)
             ORDER BY f.url
            """;

    private final JdbcClient jdbc;
    private final Rows rows;

    PageFetches(JdbcClient jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * A page to be fetched.
     *
     * @param host groups the pages that are fetched one after the other
     */
    record Due(long accountId, String url, String host) {}

    /**
     * How an attempt ended.
     *
     * @param outcome {@link #STORED}, {@link #UNCHANGED} or the name of an {@link Obstacle}
     * @param reason for people; null where the page came
     */
    record Tried(Due page, String outcome, @Nullable String reason) {}

    /** A page that did not come, and why. */
    public record NotFetched(String url, String outcome, String reason) {}

    /** What is left of a night's pages, within its limits. */
    List<Due> due(long run, FetchPages limits) {
        long tried = jdbc.sql(TRIED).param("run", run).query(Long.class).single();
        return jdbc.sql(DUE)
                .param("run", run)
                .param("perAccount", limits.pagesPerAccount())
                .param("perHost", limits.pagesPerHost())
                .param("limit", Math.max(0, limits.pagesPerNight() - tried))
                .query((result, row) ->
                        new Due(result.getLong("account_id"), result.getString("url"), result.getString("host")))
                .list();
    }

    void save(Collection<Tried> tried, long run) {
        rows.updateEach(
                SAVE,
                Columns.<Tried>of()
                        .bigint("account_id", each -> each.page().accountId())
                        .text("url", each -> each.page().url())
                        .text("host", each -> each.page().host())
                        .bigint("tried_run", each -> run)
                        .text("outcome", Tried::outcome)
                        .text("reason", Tried::reason),
                tried);
    }

    /** How many pages a run tried, by outcome; of an earlier run, those that were not tried again since. */
    public Map<String, Long> outcomes(long run) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql(OUTCOMES).param("run", run).query(result -> {
            counts.put(result.getString("outcome"), result.getLong("pages"));
        });
        return counts;
    }

    /** The pages of an account that did not come when they were last tried and have not come since. */
    public List<NotFetched> notFetched(long accountId) {
        return jdbc.sql(NOT_FETCHED)
                .param("account", accountId)
                .query((result, row) -> new NotFetched(
                        result.getString("url"), result.getString("outcome"), result.getString("reason")))
                .list();
    }
}
