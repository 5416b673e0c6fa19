package dev.chatmigration.reporting;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.database.Origin;
import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.scheduling.EntryDecision;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.ipreconciliation.IpDecisions;
import dev.chatmigration.reporting.AccountStatus.Open;
import dev.chatmigration.reporting.AccountStatus.Status;
import dev.chatmigration.reporting.AccountStatus.Step;
import dev.chatmigration.reporting.Explanation.Addresses;
import dev.chatmigration.reporting.Explanation.Hold;
import dev.chatmigration.reporting.Explanation.Mail;
import dev.chatmigration.reporting.Explanation.Person;
import dev.chatmigration.reporting.Explanation.Waiting;
import dev.chatmigration.reporting.ExplanationTables.Known;
import dev.chatmigration.scheduling.AccountMigrations;
import dev.chatmigration.widgetdetection.PageVerdicts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Gathers all that explains where an account stands. */
@Component
public class Explanations {
    private static final Set<String> CARRIED_OUT = Set.of("UPGRADED", "FINALIZED");

    private final AccountStatus statuses;
    private final LegacyAccounts accounts;
    private final AccountMigrations migrations;
    private final ExplanationTables tables;
    private final IpDecisions ips;
    private final PageVerdicts pages;
    private final Brakes brakes;
    private final Origin origin;

    Explanations(
            AccountStatus statuses,
            LegacyAccounts accounts,
            AccountMigrations migrations,
            ExplanationTables tables,
            IpDecisions ips,
            PageVerdicts pages,
            Brakes brakes,
            Origin origin) {
        this.statuses = statuses;
        this.accounts = accounts;
        this.migrations = migrations;
        this.tables = tables;
        this.ips = ips;
        this.pages = pages;
        this.brakes = brakes;
        this.origin = origin;
    }

    /** The explanation at an instant; empty where there is no such account. */
    public Optional<Explanation> of(long accountId, Instant now) {
        return accounts.accounts(List.of(accountId)).stream()
                .findFirst()
                .flatMap(account -> statuses.of(accountId).map(status -> explain(account, status, now)));
    }

    private Explanation explain(Account account, Status status, Instant now) {
        long id = account.id();
        List<Known> agents = tables.agents(id, isCarriedOut(status));
        IpReconciliation ip = ips.decided(List.of(id)).get(id);
        EntryDecision entry = EntryDecision.of(
                migrations.of(id).entryFacts(account, status.findings().stream().anyMatch(NextStep::blocks)), now);
        return new Explanation(
                origin.isSimulated(),
                status,
                lastStep(
                                status,
                                step -> status.state().equals(step.to())
                                        && !status.state().equals(step.from()))
                        .map(Step::at)
                        .orElse(null),
                status.held()
                        ? lastStep(status, step -> step.what().equals("HELD"))
                                .map(step -> new Hold(step.at(), step.by(), step.reason()))
                                .orElse(null)
                        : null,
                brakes.all().stream()
                        .map(brake -> brake.name() + " stopped by " + brake.setBy() + " at " + brake.setAt() + ": "
                                + brake.reason())
                        .toList(),
                counted(agents.stream().map(agent -> agent.becomes().scenario())),
                agents.stream()
                        .filter(agent -> agent.becomes().waits())
                        .map(agent -> new Waiting(agent.person(), reasons(status, agent.person())))
                        .toList(),
                tables.leftOut(id),
                ip == null
                        ? null
                        : new Addresses(
                                ip.verdict().label(),
                                ip.missing(),
                                ip.problems().size()),
                counted(pages.latest(List.of(id)).getOrDefault(id, List.of()).stream()
                        .map(page -> page.widgets().widget().label())),
                counted(tables.mails(id).stream().map(Mail::status)),
                NextStep.of(status, entry, brakes.isSet(Brakes.UPGRADES) || brakes.isSet(Brakes.MISSED_SLOTS)));
    }

    static boolean isCarriedOut(Status status) {
        return CARRIED_OUT.contains(status.state());
    }

    private static List<String> reasons(Status status, Person person) {
        return concerning(status, person).stream()
                .filter(open -> open.severity().equals("BLOCKS"))
                .map(open -> open.check() + ": " + open.evidence())
                .toList();
    }

    /** What was found about somebody's records. */
    static List<Open> concerning(Status status, Person person) {
        Set<String> subjects = person.subjects();
        return status.findings().stream()
                .filter(open -> subjects.contains(open.subject()))
                .sorted(NextStep.MOST_PRESSING_FIRST)
                .toList();
    }

    private static Optional<Step> lastStep(Status status, Predicate<Step> which) {
        return status.history().stream().filter(which).reduce((earlier, later) -> later);
    }

    private static Map<String, Long> counted(Stream<String> words) {
        return words.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
