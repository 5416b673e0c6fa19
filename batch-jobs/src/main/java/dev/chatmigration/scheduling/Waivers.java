package dev.chatmigration.scheduling;

import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Severity;
import dev.chatmigration.readiness.Findings;
import dev.chatmigration.readiness.Findings.OpenFinding;
import dev.chatmigration.scheduling.AccountVerbs.Act;
import dev.chatmigration.scheduling.AccountVerbs.Answer;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * A named person sets aside what blocks an account, with a reason, or takes that back. A waiver covers the findings of a
 * check that stand when it is given, each with its evidence; a further subject of the same check blocks again, and so
 * does a subject whose evidence has changed. Both acts are kept in the account's history.
 */
@Component
public class Waivers {
    private final AccountMigrations migrations;
    private final Findings findings;

    Waivers(AccountMigrations migrations, Findings findings) {
        this.migrations = migrations;
        this.findings = findings;
    }

    /** Sets aside every finding of this check that blocks the account now. */
    public Answer waive(long accountId, Check check, Act act) {
        MigrationState state = migrations.forChange(accountId);
        List<OpenFinding> open = open(accountId);
        List<OpenFinding> named = of(check, open);
        if (named.isEmpty()) {
            return hasNone(accountId, check, open);
        }
        if (!check.canBeWaived()) {
            return Answer.refused(check.label() + " cannot be waived: it says that the account may not, or cannot yet,"
                    + " be upgraded at all.");
        }
        if (named.stream().noneMatch(each -> each.severity() == Severity.BLOCKS)) {
            return Answer.refused(check.label() + " of account " + accountId + " blocks nothing and needs no waiver.");
        }
        int waived = findings.waive(accountId, check, act.by(), String.valueOf(act.reason()));
        record(state, "WAIVED", check, act);
        return Answer.done(check.label() + " of account " + accountId + " is waived by " + act.by() + " ("
                + counted(waived) + "): " + subjects(named) + ". What is found later blocks again.");
    }

    /** Takes back what {@link #waive} did for this check. */
    public Answer withdraw(long accountId, Check check, Act act) {
        MigrationState state = migrations.forChange(accountId);
        List<OpenFinding> open = open(accountId);
        List<OpenFinding> named = of(check, open);
        if (named.isEmpty()) {
            return hasNone(accountId, check, open);
        }
        int withdrawn = findings.withdrawWaiver(accountId, check);
        if (withdrawn == 0) {
            return Answer.refused(check.label() + " of account " + accountId + " is not waived.");
        }
        record(state, "WAIVER_WITHDRAWN", check, act);
        return Answer.done("The waiver of " + check.label() + " of account " + accountId + " is withdrawn ("
                + counted(withdrawn) + "); it blocks again.");
    }

    private List<OpenFinding> open(long accountId) {
        return findings.open(List.of(accountId)).getOrDefault(accountId, List.of());
    }

    private static List<OpenFinding> of(Check check, List<OpenFinding> open) {
        return open.stream().filter(each -> each.finding().check() == check).toList();
    }

    private static Answer hasNone(long accountId, Check check, List<OpenFinding> open) {
        String blocking = open.stream()
                .filter(each -> each.severity() == Severity.BLOCKS)
                .map(each -> each.finding().check().label())
                .distinct()
                .collect(Collectors.joining(", "));
        return Answer.refused("Account " + accountId + " has no finding " + check.label() + "; "
                + (blocking.isEmpty() ? "nothing blocks it." : "what blocks it: " + blocking + "."));
    }

    private static String counted(int findings) {
        return findings == 1 ? "1 finding" : findings + " findings";
    }

    private static String subjects(List<OpenFinding> named) {
        return named.stream().map(each -> each.finding().subject()).collect(Collectors.joining(", "));
    }

    private void record(MigrationState state, String what, Check check, Act act) {
        migrations.save(
                List.of(new StateChange(state, state, what, act.at(), act.by(), check.label() + ": " + act.reason())));
    }
}
