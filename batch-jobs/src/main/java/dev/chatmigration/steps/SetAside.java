package dev.chatmigration.steps;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Instants;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Accounts that a step could not deal with: one bad account never stops the night. What is left of a run leaves such an
 * account alone, unless it was the upgrade that failed, of which people must be told; the next run, or a retry, takes it up
 * again. All SQL of the table {@code set_aside}.
 */
@Component
public class SetAside {
    private static final String COLUMNS = "SELECT account_id, step, run_id, set_aside_at, reason FROM set_aside";
    private static final String ALL = COLUMNS + " ORDER BY account_id, step";
    private static final String OF_ACCOUNT = COLUMNS + " WHERE account_id = :account ORDER BY step";
    private static final String SINCE =
            COLUMNS + " WHERE run_id > :run ORDER BY account_id, step FETCH FIRST :limit ROWS ONLY";
    private static final String ACCOUNTS = "SELECT COUNT(DISTINCT account_id) FROM set_aside WHERE run_id > :run";
    private static final String IN_RUN = """
            SELECT DISTINCT s.account_id FROM set_aside s JOIN {rows} ON s.account_id = r.account_id
             WHERE s.run_id = ? AND s.step <> 'upgrade'
            """;
    private static final String ADD = """
            MERGE INTO set_aside s USING (SELECT * FROM {rows}) r ON s.account_id = r.account_id AND s.step = r.step
            WHEN MATCHED THEN UPDATE SET run_id = r.run_id, set_aside_at = r.set_aside_at, reason = r.reason
            WHEN NOT MATCHED THEN INSERT (account_id, step, run_id, set_aside_at, reason)
              VALUES (r.account_id, r.step, r.run_id, r.set_aside_at, r.reason)
            """;
    private static final String DONE = """
            DELETE FROM set_aside
             WHERE account_id IN (SELECT r.account_id FROM {rows}) AND step = ? AND run_id <> ?
            """;
    private static final String TAKEN_UP = "DELETE FROM set_aside WHERE account_id = :account AND step <> 'upgrade'";

    private static final Columns<Case> CASE = Columns.<Case>of()
            .bigint("account_id", Case::accountId)
            .text("step", Case::step)
            .bigint("run_id", Case::run)
            .instant("set_aside_at", Case::at)
            .text("reason", Case::reason);
    private static final int LONGEST_REASON = 500;

    private final JdbcClient jdbc;
    private final Rows rows;
    private final Audit audit;

    SetAside(JdbcClient jdbc, Rows rows, Audit audit) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
    }

    /**
     * An account that a step could not deal with.
     *
     * @param reason what the step ran into, in one line
     */
    public record Case(long accountId, String step, long run, Instant at, String reason) {}

    /** Whether a failure lies with the accounts at hand; a database that is away or full is nobody's fault. */
    public static boolean liesWithAnAccount(Throwable failure) {
        if (failure instanceof DataAccessException) {
            return failure instanceof DataIntegrityViolationException
                    || failure instanceof IncorrectUpdateSemanticsDataAccessException
                    || failure instanceof ConcurrencyFailureException;
        }
        return !(failure instanceof TransactionException);
    }

    /** Sets an account aside, in the caller's transaction if there is one. */
    public void add(long accountId, String step, Night night, Throwable failure) {
        Case found = new Case(accountId, step, night.run(), night.asOf(), reason(failure));
        rows.updateEach(ADD, CASE, List.of(found));
        audit.add(List.of(new Audit.Change(
                night.asOf(), Audit.BATCH, "SET_ASIDE", accountId, step, null, null, null, found.reason())));
    }

    /** The step has dealt with these accounts, whatever an earlier run ran into. */
    void done(Collection<Long> accountIds, String step, Night night) {
        rows.update(DONE, Columns.ACCOUNT_IDS, accountIds, step, night.run());
    }

    /** Those of these accounts that this run has set aside. */
    Set<Long> inRun(Collection<Long> accountIds, Night night) {
        return new HashSet<>(
                rows.query(IN_RUN, Columns.ACCOUNT_IDS, accountIds, (result, row) -> result.getLong(1), night.run()));
    }

    /** A retry has dealt with the account; whether it can be upgraded, only an upgrade finds out. */
    public void takenUp(long accountId) {
        jdbc.sql(TAKEN_UP).param("account", accountId).update();
    }

    public List<Case> all() {
        return jdbc.sql(ALL).query(MAPPER).list();
    }

    public List<Case> of(long accountId) {
        return jdbc.sql(OF_ACCOUNT).param("account", accountId).query(MAPPER).list();
    }

    /** Those set aside by runs after this one, at most so many. */
    public List<Case> since(long run, int limit) {
        return jdbc.sql(SINCE)
                .param("run", run)
                .param("limit", limit)
                .query(MAPPER)
                .list();
    }

    /** How many accounts runs after this one have set aside. */
    public long accountsSince(long run) {
        return jdbc.sql(ACCOUNTS).param("run", run).query(Long.class).single();
    }

    /** The innermost failure: what wraps it names classes of ours. */
    private static String reason(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        String message = String.valueOf(cause.getMessage()).replace('\0', ' ');
        String line = cause.getClass().getSimpleName() + ": "
                + message.lines().findFirst().orElse("").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_REASON));
    }

    private static final RowMapper<Case> MAPPER = (result, row) -> new Case(
            result.getLong("account_id"),
            result.getString("step"),
            result.getLong("run_id"),
            Instants.read(result, "set_aside_at"),
            result.getString("reason"));
}
