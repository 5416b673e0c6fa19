package dev.chatmigration.ipreconciliation;

import dev.chatmigration.database.Fingerprint;
import dev.chatmigration.database.Json;
import dev.chatmigration.database.Rows;
import dev.chatmigration.database.Rows.Columns;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.ChatIpRestriction;
import dev.chatmigration.domain.account.SecuritySettings;
import dev.chatmigration.domain.ipreconciliation.AllowList;
import dev.chatmigration.domain.ipreconciliation.IpReconciler;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.ipreconciliation.Problem;
import dev.chatmigration.domain.ipreconciliation.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** All SQL of the verdicts on the allow-lists. */
@Component
public class IpDecisions {
    private static final String FINGERPRINTS = """
            SELECT d.account_id, d.fingerprint FROM ip_decision d JOIN {rows} ON d.account_id = r.account_id
            """;
    private static final String SAVE = """
            MERGE INTO ip_decision d USING (SELECT * FROM {rows}) r ON d.account_id = r.account_id
            WHEN MATCHED THEN UPDATE SET fingerprint = r.fingerprint, verdict = r.verdict, missing = r.missing,
              problems = r.problems
            WHEN NOT MATCHED THEN INSERT (account_id, fingerprint, verdict, missing, problems)
              VALUES (r.account_id, r.fingerprint, r.verdict, r.missing, r.problems)
            """;
    private static final String DECIDED = """
            SELECT d.account_id, d.verdict, d.missing, d.problems
              FROM ip_decision d JOIN {rows} ON d.account_id = r.account_id
            """;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};

    private final Rows rows;
    private final Json json;
    private final Columns<Decision> columns;

    IpDecisions(Rows rows, Json json) {
        this.rows = rows;
        this.json = json;
        this.columns = Columns.<Decision>of()
                .bigint("account_id", Decision::accountId)
                .text("fingerprint", Decision::fingerprint)
                .text("verdict", decision -> decision.outcome().verdict().label())
                .text("missing", decision -> json.write(decision.outcome().missing()))
                .text("problems", decision -> json.write(decision.outcome().problems()));
    }

    /** Compares an account's two lists. A side that the feed does not name has no list. */
    public static IpReconciliation reconcile(Account account) {
        ChatIpRestriction chat = account.chatIpRestriction();
        SecuritySettings support = account.security();
        return new IpReconciler()
                .reconcile(
                        chat == null
                                ? AllowList.chat(false, List.of())
                                : AllowList.chat(chat.enabled(), chat.entries()),
                        support == null
                                ? AllowList.support(false, null)
                                : AllowList.support(support.ipRestrictionEnabled(), support.ipRanges()));
    }

    /** Keeps these outcomes; one that is already kept is not written again. */
    public void save(Map<Long, IpReconciliation> outcomes) {
        Map<Long, String> kept = new HashMap<>();
        rows.query(
                FINGERPRINTS,
                Columns.ACCOUNT_IDS,
                outcomes.keySet(),
                (result, row) -> kept.put(result.getLong("account_id"), result.getString("fingerprint")));
        List<Decision> changed = new ArrayList<>();
        outcomes.forEach((accountId, outcome) -> {
            String fingerprint = Fingerprint.of(json.write(outcome));
            if (!fingerprint.equals(kept.get(accountId))) {
                changed.add(new Decision(accountId, fingerprint, outcome));
            }
        });
        rows.updateEach(SAVE, columns, changed);
    }

    /** The verdict on each of these accounts that was looked at. */
    public Map<Long, IpReconciliation> decided(Collection<Long> accountIds) {
        Map<Long, IpReconciliation> decided = new HashMap<>();
        rows.query(
                DECIDED,
                Columns.ACCOUNT_IDS,
                accountIds,
                (result, row) -> decided.put(
                        result.getLong("account_id"),
                        new IpReconciliation(
                                Verdict.valueOf(result.getString("verdict").toUpperCase(Locale.ROOT)),
                                json.read(result.getString("missing"), TEXTS),
                                json.read(result.getString("problems"), PROBLEMS))));
        return decided;
    }

    private record Decision(long accountId, String fingerprint, IpReconciliation outcome) {}
}
