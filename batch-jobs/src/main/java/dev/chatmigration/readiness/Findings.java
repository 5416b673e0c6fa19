package dev.chatmigration.readiness;

import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import dev.chatmigration.domain.readiness.Severity;
import dev.chatmigration.steps.Night;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All SQL of the findings. */
@Component
public class Findings {
    private static final String OPEN = """
            SELECT f.account_id, f.check_name, f.subject, f.severity, f.evidence, f.since, f.waived_by, f.waive_reason
              FROM finding f JOIN {rows} ON f.account_id = r.account_id
             ORDER BY f.account_id, f.check_name, f.subject
            """;
    private static final String BLOCKED = """
            SELECT DISTINCT f.account_id
              FROM finding f JOIN {rows} ON f.account_id = r.account_id
             WHERE f.severity = 'BLOCKS' AND f.waived_by IS NULL
            """;
    // DELETE with a list of rows would read the whole table on H2.
    private static final String REMOVE = """
            MERGE INTO finding f USING (SELECT * FROM {rows}) r
               ON f.account_id = r.account_id AND f.check_name = r.check_name AND f.subject = r.subject
            WHEN MATCHED THEN DELETE
            """;
    private static final String CHANGE = """
            MERGE INTO finding f USING (SELECT * FROM {rows}) r
               ON f.account_id = r.account_id AND f.check_name = r.check_name AND f.subject = r.subject
            WHEN MATCHED THEN UPDATE SET severity = r.severity, evidence = r.evidence
            """;

    private static final String WAIVE = """
            UPDATE finding SET waived_by = :by, waive_reason = :reason
             WHERE account_id = :account AND check_name = :check AND severity = 'BLOCKS'
            """;
    private static final String WITHDRAW_WAIVER = """
            UPDATE finding SET waived_by = NULL, waive_reason = NULL
             WHERE account_id = :account AND check_name = :check AND waived_by IS NOT NULL
            """;

    private static final Columns<OpenFinding> COLUMNS = columns();

    private final Rows rows;
    private final JdbcClient jdbc;
    private final Audit audit;

    Findings(Rows rows, JdbcClient jdbc, Audit audit) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * A finding that stands.
     *
     * @param since the night on which it first stood
     * @param waivedBy who set it aside; null where nobody did
     */
    public record OpenFinding(
            long accountId,
            Finding finding,
            Severity severity,
            LocalDate since,
            @Nullable String waivedBy,
            @Nullable String waiveReason) {
        public boolean blocks() {
            return severity == Severity.BLOCKS && waivedBy == null;
        }
    }

    /** The open findings of each of these accounts that has any. */
    public Map<Long, List<OpenFinding>> open(Collection<Long> accountIds) {
        Map<Long, List<OpenFinding>> open = new LinkedHashMap<>();
        rows.query(
                        OPEN,
                        Columns.ACCOUNT_IDS,
                        accountIds,
                        (result, row) -> new OpenFinding(
                                result.getLong("account_id"),
                                new Finding(
                                        Check.of(result.getString("check_name")).orElseThrow(),
                                        result.getString("subject"),
                                        result.getString("evidence")),
                                Severity.valueOf(result.getString("severity")),
                                result.getObject("since", LocalDate.class),
                                result.getString("waived_by"),
                                result.getString("waive_reason")))
                .forEach(found -> open.computeIfAbsent(found.accountId(), id -> new ArrayList<>())
                        .add(found));
        return open;
    }

    /** Those of these accounts that something blocks. */
    public Set<Long> blocked(Collection<Long> accountIds) {
        return new HashSet<>(rows.query(BLOCKED, Columns.ACCOUNT_IDS, accountIds, (result, row) -> result.getLong(1)));
    }

    /** Sets aside what blocks an account under this check now; answers how many findings that are. */
    public int waive(long accountId, Check check, String by, String reason) {
        return jdbc.sql(WAIVE)
                .param("by", by)
                .param("reason", reason)
                .param("account", accountId)
                .param("check", check.label())
                .update();
    }

    /** Takes back every waiver of this check; answers how many findings block again. */
    public int withdrawWaiver(long accountId, Check check) {
        return jdbc.sql(WITHDRAW_WAIVER)
                .param("account", accountId)
                .param("check", check.label())
                .update();
    }

    /**
     * Makes these the findings of each account named, and leaves alone what has not changed: a finding that still stands
     * keeps its first night. It keeps its waiver while its evidence is what the waiver was given for; where that has
     * changed, the finding stands without a waiver and counts as new.
     */
    public Map<Long, List<OpenFinding>> replace(Night night, Map<Long, List<OpenFinding>> found) {
        Map<Long, List<OpenFinding>> standing = open(found.keySet());
        List<OpenFinding> added = new ArrayList<>();
        List<OpenFinding> changed = new ArrayList<>();
        List<OpenFinding> gone = new ArrayList<>();
        Map<Long, List<OpenFinding>> now = new HashMap<>();
        found.forEach((accountId, findings) -> {
            Map<Key, OpenFinding> old = new LinkedHashMap<>();
            standing.getOrDefault(accountId, List.of()).forEach(each -> old.put(Key.of(each), each));
            List<OpenFinding> current = new ArrayList<>();
            for (OpenFinding finding : findings) {
                OpenFinding before = old.remove(Key.of(finding));
                if (before == null) {
                    added.add(finding);
                    current.add(finding);
                } else if (before.waivedBy() != null
                        && !before.finding().evidence().equals(finding.finding().evidence())) {
                    OpenFinding again = new OpenFinding(
                            accountId, finding.finding(), finding.severity(), before.since(), null, null);
                    gone.add(before);
                    added.add(again);
                    current.add(again);
                } else {
                    OpenFinding kept = new OpenFinding(
                            accountId,
                            finding.finding(),
                            finding.severity(),
                            before.since(),
                            before.waivedBy(),
                            before.waiveReason());
                    current.add(kept);
                    if (!kept.equals(before)) {
                        changed.add(kept);
                    }
                }
            }
            gone.addAll(old.values());
            now.put(accountId, current);
        });
        keepEndedWaivers(night, gone);
        rows.updateEach(REMOVE, COLUMNS, gone);
        rows.append("finding", columns().bigint("since_run", finding -> night.run()), added);
        rows.updateEach(CHANGE, COLUMNS, changed);
        return now;
    }

    private static Columns<OpenFinding> columns() {
        return Columns.<OpenFinding>of()
                .bigint("account_id", OpenFinding::accountId)
                .text("check_name", open -> open.finding().check().label())
                .text("subject", open -> open.finding().subject())
                .text("severity", open -> open.severity().name())
                .text("evidence", open -> open.finding().evidence())
                .date("since", OpenFinding::since);
    }

    private void keepEndedWaivers(Night night, List<OpenFinding> gone) {
        audit.add(gone.stream()
                .filter(each -> each.waivedBy() != null)
                .map(each -> new Audit.Change(
                        night.asOf(),
                        Audit.BATCH,
                        "WAIVER_ENDED",
                        each.accountId(),
                        each.finding().check().label() + ", " + each.finding().subject(),
                        "waived by " + each.waivedBy() + ": " + each.waiveReason(),
                        null,
                        null,
                        "What it was given for is not so any more: "
                                + each.finding().evidence()))
                .toList());
    }

    private record Key(Check check, String subject) {
        static Key of(OpenFinding open) {
            return new Key(open.finding().check(), open.finding().subject());
        }
    }
}
