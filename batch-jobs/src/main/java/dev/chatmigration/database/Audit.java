package dev.chatmigration.database;

import dev.chatmigration.database.Rows.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who changed what, from what to what, why and in which run: one row for each change, written in the transaction that makes
 * it. Rows are only ever added. A row names no secret: a setup link stands in it as the agent whose link it is.
 */
@Component
public class Audit {
    /** Stands for a rule, where no person acted. */
    public static final String BATCH = "batch";

    private static final String COLUMNS = """
            SELECT happened_at, run_id, done_by, what, account_id, subject, from_value, to_value, slot_start, reason
              FROM audit
            """;
    /** What is done to one agent begins so; there may be thousands of them in an account. */
    private static final String OF_ACCOUNT =
            COLUMNS + " WHERE account_id = :account AND what NOT LIKE 'AGENT%' ORDER BY audit_id";

    private static final String OF_SUBJECTS =
            COLUMNS + " WHERE account_id = :account AND subject IN (:subjects) ORDER BY audit_id";

    private static final Columns<Kept> KEPT_COLUMNS = Columns.<Kept>of()
            .instant("happened_at", kept -> kept.change().at())
            .bigint("run_id", Kept::run)
            .text("done_by", kept -> kept.change().by())
            .text("what", kept -> kept.change().what())
            .bigint("account_id", kept -> kept.change().accountId())
            .text("subject", kept -> kept.change().subject())
            .text("from_value", kept -> kept.change().from())
            .text("to_value", kept -> kept.change().to())
            .instant("slot_start", kept -> kept.change().slot())
            .text("reason", kept -> kept.change().reason());

    private final JdbcClient jdbc;
    private final Rows rows;

    Audit(JdbcClient jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * A change.
     *
     * @param accountId null where it concerns all accounts
     * @param subject what of the account was changed, or what of no account; null for a step of the account itself
     * @param slot of a step of an account, the slot that it has afterwards
     */
    public record Change(
            Instant at,
            String by,
            String what,
            @Nullable Long accountId,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to,
            @Nullable Instant slot,
            @Nullable String reason) {}

    /** A change as it was kept, with the run that made it; null where a person typed a command. */
    public record Kept(Change change, @Nullable Long run) {}

    /** Keeps changes, in the caller's transaction. */
    public void add(Collection<Change> changes) {
        Long run = run();
        rows.append(
                "audit",
                KEPT_COLUMNS,
                changes.stream().map(change -> new Kept(change, run)).toList());
    }

    /** The run whose step works on this thread; null where a person typed a command. */
    public @Nullable Long run() {
        StepContext step = StepSynchronizationManager.getContext();
        return step == null ? null : step.getStepExecution().getJobParameters().getLong("run");
    }

    /** All that was changed about an account but for its agents, in the order in which it was. */
    public List<Kept> ofAccount(long accountId) {
        return jdbc.sql(OF_ACCOUNT).param("account", accountId).query(KEPT).list();
    }

    /** All that was changed about some subjects of an account. */
    public List<Kept> ofSubjects(long accountId, Collection<String> subjects) {
        return jdbc.sql(OF_SUBJECTS)
                .param("account", accountId)
                .param("subjects", subjects)
                .query(KEPT)
                .list();
    }

    /** How an agent of an upgraded account is named as a subject. */
    public static String subjectOfAgent(long agentId) {
        return "agent " + agentId;
    }

    private static final RowMapper<Kept> KEPT = (row, number) -> new Kept(
            new Change(
                    Instants.read(row, "happened_at"),
                    row.getString("done_by"),
                    row.getString("what"),
                    row.getObject("account_id", Long.class),
                    row.getString("subject"),
                    row.getString("from_value"),
                    row.getString("to_value"),
                    Instants.readOrNull(row, "slot_start"),
                    row.getString("reason")),
            row.getObject("run_id", Long.class));
}
