package dev.chatmigration.reporting;

import dev.chatmigration.agentmerge.FittingDecision;
import dev.chatmigration.database.Audit;
import dev.chatmigration.database.Origin;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.account.Identity;
import dev.chatmigration.domain.account.SupportUser;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.importing.ReviewCsv;
import dev.chatmigration.reporting.AccountStatus.Open;
import dev.chatmigration.reporting.AccountStatus.Status;
import dev.chatmigration.reporting.AccountStatus.Step;
import dev.chatmigration.reporting.Explanation.Becomes;
import dev.chatmigration.reporting.Explanation.OfAgent;
import dev.chatmigration.reporting.Explanation.Person;
import dev.chatmigration.reporting.Explanation.Review;
import dev.chatmigration.reporting.Explanation.ReviewLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers all that explains what becomes of one agent. */
@Component
public class AgentExplanations {
    /** So many agents are named where the one asked for is not found. */
    private static final int NAMED = 10;

    private final AccountStatus statuses;
    private final LegacyAccounts accounts;
    private final ExplanationTables tables;
    private final Audit audit;
    private final Origin origin;

    AgentExplanations(
            AccountStatus statuses, LegacyAccounts accounts, ExplanationTables tables, Audit audit, Origin origin) {
        this.statuses = statuses;
        this.accounts = accounts;
        this.tables = tables;
        this.audit = audit;
        this.origin = origin;
    }

    /** The agent who was asked for, or a sentence that lists who was found. */
    public sealed interface Answer {
        /** One agent. */
        record Found(OfAgent agent) implements Answer {}

        /** None, or several. */
        record NotOne(String sentence) implements Answer {}
    }

    /**
     * Explains one agent of an account.
     *
     * @param asked an id of Chat, of Support or of the upgraded account, the two words by which findings name a record
     *     ({@code chat_agent 17}), or one of the agent's addresses
     * @return empty where there is no such account
     */
    public Optional<Answer> of(long accountId, String asked) {
        Optional<LegacyAccount> account =
                accounts.withAgents(List.of(accountId)).stream().findFirst();
        return account.flatMap(legacy -> statuses.of(accountId).map(status -> answer(legacy, status, asked)));
    }

    private Answer answer(LegacyAccount legacy, Status status, String asked) {
        List<Candidate> everybody = Stream.concat(
                        tables.agents(status.accountId(), Explanations.isCarriedOut(status)).stream()
                                .map(known -> new Candidate(known.person(), known.becomes(), null)),
                        tables.leftOut(status.accountId()).stream()
                                .map(leftOut -> new Candidate(leftOut.person(), null, leftOut.reason())))
                .toList();
        List<Candidate> found = everybody.stream()
                .filter(each -> isMeant(each, legacy, asked.strip()))
                .toList();
        if (found.size() == 1) {
            return new Answer.Found(explain(legacy, status, found.get(0)));
        }
        String account = "Account " + status.accountId() + " has ";
        return new Answer.NotOne(
                found.isEmpty()
                        ? account + "no agent '" + asked + "'; it has "
                                + (everybody.isEmpty() ? "none" : listed(everybody)) + "."
                        : account + found.size() + " agents '" + asked + "': " + listed(found)
                                + ". Name the record, such as '"
                                + found.get(0).person().subjects().iterator().next() + "'.");
    }

    private static String listed(List<Candidate> candidates) {
        return candidates.stream()
                        .limit(NAMED)
                        .map(each -> ExplanationText.named(each.person()))
                        .collect(Collectors.joining(", "))
                + (candidates.size() > NAMED ? " and " + (candidates.size() - NAMED) + " more" : "");
    }

    private static boolean isMeant(Candidate candidate, LegacyAccount legacy, String asked) {
        Person person = candidate.person();
        if (person.subjects().contains(asked)
                || Stream.of(person.chatAgentId(), person.supportUserId(), person.agentId())
                        .filter(Objects::nonNull)
                        .anyMatch(id -> id.toString().equals(asked))) {
            return true;
        }
        return EmailAddress.parse(asked)
                .filter(address -> addresses(candidate, legacy).contains(address.key()))
                .isPresent();
    }

    /** The keys of every address by which either side, or the upgraded account, knows somebody. */
    private static Set<String> addresses(Candidate candidate, LegacyAccount legacy) {
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(candidate.becomes() == null ? null : candidate.becomes().email());
        for (ChatAgent agent : legacy.chatAgents()) {
            if (Objects.equals(agent.id(), candidate.person().chatAgentId())) {
                texts.add(agent.email());
            }
        }
        for (SupportUser user : legacy.supportUsers()) {
            if (Objects.equals(user.id(), candidate.person().supportUserId())) {
                texts.add(user.email());
                user.identities().stream()
                        .filter(Identity::isEmail)
                        .map(Identity::value)
                        .forEach(texts::add);
            }
        }
        Set<String> keys = new HashSet<>();
        texts.forEach(text -> key(text).ifPresent(keys::add));
        return keys;
    }

    private static Optional<String> key(@Nullable String address) {
        return EmailAddress.parse(address).map(EmailAddress::key);
    }

    private OfAgent explain(LegacyAccount legacy, Status status, Candidate candidate) {
        Person person = candidate.person();
        List<Open> findings = Explanations.concerning(status, person);
        Set<String> addresses = addresses(candidate, legacy);
        List<ReviewLine> lines =
                Explanations.isCarriedOut(status) ? List.of() : reviewLines(legacy, candidate, findings);
        return new OfAgent(
                origin.isSimulated(),
                status.accountId(),
                status.name(),
                status.state(),
                person,
                candidate.becomes(),
                candidate.leftOut(),
                findings,
                legacy.reviews().stream()
                        .filter(review -> Objects.equals(review.chatAgentId(), person.chatAgentId()))
                        .reduce((earlier, later) -> later)
                        .map(AgentExplanations::review)
                        .orElse(null),
                tables.mails(status.accountId()).stream()
                        .filter(mail ->
                                key(mail.to()).filter(addresses::contains).isPresent())
                        .toList(),
                history(status.accountId(), person),
                next(status, candidate, findings, lines),
                String.join(",", ReviewCsv.COLUMNS),
                lines);
    }

    private List<Step> history(long accountId, Person person) {
        Set<String> subjects = new HashSet<>(person.subjects());
        if (person.agentId() != null) {
            subjects.add(Audit.subjectOfAgent(person.agentId()));
        }
        return audit.ofSubjects(accountId, subjects).stream().map(Step::of).toList();
    }

    private static Review review(AgentReview review) {
        return new Review(
                review.decision().name(),
                review.supportUserId(),
                review.email(),
                review.role() == null ? null : review.role().name(),
                review.reviewedBy(),
                review.reviewedAt());
    }

    private static List<ReviewLine> reviewLines(LegacyAccount legacy, Candidate candidate, List<Open> findings) {
        Long chatAgent = candidate.person().chatAgentId();
        if (chatAgent == null) {
            return List.of();
        }
        Becomes becomes = candidate.becomes();
        Long supportUser = candidate.person().supportUserId();
        List<Check> checks = findings.stream()
                .flatMap(open -> Check.of(open.check()).stream())
                .toList();
        boolean rolesDiffer = checks.contains(Check.AGENT_ADMINISTRATOR_CONFLICT);
        boolean hasSupport = legacy.supportUsers().stream().anyMatch(user -> user.isAgent() && !user.deleted());
        return FittingDecision.of(becomes == null ? null : becomes.scenario(), checks, hasSupport).stream()
                .map(fitting -> {
                    String support = supportUser == null ? "SUPPORT_USER_ID" : String.valueOf(supportUser);
                    String line = String.join(
                            ",",
                            String.valueOf(legacy.account().id()),
                            String.valueOf(chatAgent),
                            fitting.decision().name());
                    return switch (fitting.decision()) {
                        case SAME_PERSON ->
                            new ReviewLine(
                                    line + "," + support + ",," + (rolesDiffer ? "agent" : ""),
                                    "the same person as Support agent " + support + role(rolesDiffer));
                        case CHAT_ONLY ->
                            new ReviewLine(
                                    line + ",," + (fitting.otherAddress() ? "OTHER_ADDRESS" : "") + ","
                                            + (rolesDiffer ? "agent" : ""),
                                    "an agent of their own"
                                            + (fitting.otherAddress() ? ", who signs in by OTHER_ADDRESS" : "")
                                            + role(rolesDiffer));
                        case NO_CHAT -> new ReviewLine(line + ",,,", "no Chat for this person");
                    };
                })
                .toList();
    }

    private static String role(boolean rolesDiffer) {
        return rolesDiffer ? "; or admin instead of agent" : "";
    }

    private static NextStep next(Status status, Candidate candidate, List<Open> findings, List<ReviewLine> lines) {
        if (Explanations.isCarriedOut(status)) {
            return new NextStep("The account is upgraded: a review changes nothing any more.", List.of());
        }
        if (lines.isEmpty()) {
            return candidate.person().chatAgentId() == null
                    ? new NextStep("Known to Support alone: carried as it is there, nothing to decide.", List.of())
                    : new NextStep(
                            findings.isEmpty()
                                    ? "The record must be put right where the feed comes from."
                                    : findings.get(0).whatToDo() + " No review helps before that.",
                            List.of());
        }
        Becomes becomes = candidate.becomes();
        String what = becomes == null
                ? "Only a later review, or another record in the feed, changes that."
                : becomes.waits()
                        ? "A decision of the account's administrators ends the wait."
                        : "Nothing to do. Until the upgrade a review can still change it.";
        return new NextStep(
                what + " Put the header and the line that fits into a file and import it:",
                List.of("./migrate review import FILE.csv --by WHO"));
    }

    private record Candidate(
            Person person,
            @Nullable Becomes becomes,
            @Nullable String leftOut) {}
}
