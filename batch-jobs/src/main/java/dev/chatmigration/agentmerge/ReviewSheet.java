package dev.chatmigration.agentmerge;

import dev.chatmigration.agentmerge.AgentDecisions.ChatAgentProposal;
import dev.chatmigration.agentmerge.AgentDecisions.Decided;
import dev.chatmigration.csv.CsvFile;
import dev.chatmigration.domain.account.AgentReview;
import dev.chatmigration.domain.account.ChatAgent;
import dev.chatmigration.domain.agentmerge.AgentName;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Finding;
import dev.chatmigration.domain.readiness.Severity;
import dev.chatmigration.importing.LegacyAccount;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.importing.ReviewCsv;
import dev.chatmigration.steps.AccountsToDecide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The table in which administrators decide about their Chat agents: one row for each, of all accounts not upgraded yet.
 * The first columns are those that {@link ReviewCsv} reads, filled in with the review that there is; the others help
 * to decide and are not read.
 */
@Component
public class ReviewSheet {
    private static final int PAGE = 50;

    private static final List<String> HEADER = Stream.concat(
                    ReviewCsv.COLUMNS.stream(),
                    Stream.of(
                            "account_name",
                            "chat_agent_name",
                            "chat_email",
                            "scenario",
                            "proposed_support_user_id",
                            "proposed_email",
                            "proposed_role",
                            "waits",
                            "waits_reason",
                            "notes",
                            "suggestions",
                            "allowed_decisions",
                            "reviewed_by",
                            "reviewed_at"))
            .toList();

    private final AccountsToDecide toDecide;
    private final LegacyAccounts accounts;
    private final AgentDecisions decisions;

    ReviewSheet(AccountsToDecide toDecide, LegacyAccounts accounts, AgentDecisions decisions) {
        this.toDecide = toDecide;
        this.accounts = accounts;
        this.decisions = decisions;
    }

    /** Writes the table, account by account, and answers how many rows it has. */
    public long write(Path csv, boolean overwrite) throws IOException {
        long count = 0;
        try (CsvFile table = CsvFile.create(csv, overwrite, HEADER)) {
            List<Long> ids = toDecide.legacyAfter(null, PAGE);
            while (!ids.isEmpty()) {
                for (List<@Nullable Object> row : rows(ids)) {
                    table.row(row);
                    count++;
                }
                ids = toDecide.legacyAfter(ids.get(ids.size() - 1), PAGE);
            }
            table.finish();
        }
        return count;
    }

    private List<List<@Nullable Object>> rows(List<Long> accountIds) {
        Map<Long, Decided> decided = decisions.decided(accountIds);
        Map<Long, Map<Long, ChatAgentProposal>> proposals = decisions.ofChatAgents(accountIds).stream()
                .collect(Collectors.groupingBy(
                        ChatAgentProposal::accountId,
                        Collectors.toMap(ChatAgentProposal::chatAgentId, proposal -> proposal)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (LegacyAccount legacy : accounts.withAgents(accountIds)) {
            long id = legacy.account().id();
            Map<String, List<Finding>> findings = decided.getOrDefault(id, Decided.NOTHING).findings().stream()
                    .collect(Collectors.groupingBy(Finding::subject));
            Map<Long, AgentReview> latest = new HashMap<>();
            legacy.reviews().forEach(review -> latest.put(review.chatAgentId(), review));
            boolean hasSupport = legacy.supportUsers().stream().anyMatch(user -> user.isAgent() && !user.deleted());
            for (ChatAgent agent : legacy.chatAgents()) {
                ChatAgentProposal proposal =
                        proposals.getOrDefault(id, Map.of()).get(agent.id());
                rows.add(row(
                        legacy.account().name(),
                        agent,
                        latest.get(agent.id()),
                        proposal,
                        concerning(findings, agent, proposal),
                        hasSupport));
            }
        }
        return rows;
    }

    /** What was found about the agent and, where the two are to become one, about the Support agent. */
    private static List<Finding> concerning(
            Map<String, List<Finding>> findings, ChatAgent agent, @Nullable ChatAgentProposal proposal) {
        List<Finding> concerning =
                new ArrayList<>(findings.getOrDefault(Finding.subjectOfChatAgent(agent.id()), List.of()));
        if (proposal != null && proposal.supportUserId() != null) {
            concerning.addAll(findings.getOrDefault(Finding.subjectOfSupportUser(proposal.supportUserId()), List.of()));
        }
        return concerning;
    }

    private static List<@Nullable Object> row(
            String accountName,
            ChatAgent agent,
            @Nullable AgentReview review,
            @Nullable ChatAgentProposal proposal,
            List<Finding> findings,
            boolean hasSupport) {
        return Arrays.asList(
                agent.accountId(),
                agent.id(),
                review == null ? null : review.decision().name(),
                review == null ? null : review.supportUserId(),
                review == null ? null : review.email(),
                review == null || review.role() == null
                        ? null
                        : review.role().name().toLowerCase(Locale.ROOT),
                accountName,
                AgentName.of(agent),
                agent.email(),
                proposal == null ? null : proposal.scenario(),
                proposal == null ? null : proposal.supportUserId(),
                proposal == null ? null : proposal.email(),
                proposal == null ? null : proposal.role(),
                proposal != null && proposal.waits() ? "yes" : "no",
                sentences(findings, finding -> finding.check().defaultSeverity() == Severity.BLOCKS),
                sentences(
                        findings,
                        finding -> finding.check().defaultSeverity() != Severity.BLOCKS
                                && finding.check() != Check.AGENT_LOOK_ALIKE),
                proposal == null ? null : suggestions(proposal),
                FittingDecision.of(
                                proposal == null ? null : proposal.scenario(),
                                findings.stream().map(Finding::check).toList(),
                                hasSupport)
                        .stream()
                        .map(FittingDecision::words)
                        .collect(Collectors.joining(", ")),
                review == null ? null : review.reviewedBy(),
                review == null ? null : review.reviewedAt());
    }

    private static String sentences(List<Finding> findings, Predicate<Finding> which) {
        return findings.stream()
                .filter(which)
                .map(finding -> finding.check().label() + ": " + finding.evidence())
                .collect(Collectors.joining(" "));
    }

    /** The likeliest people, best first, as in {@code 75 near-address: Support agent 23 (…) has nearly the address …}. */
    private static String suggestions(ChatAgentProposal proposal) {
        return proposal.evidence().stream()
                .filter(evidence -> evidence.suggests())
                .map(evidence -> evidence.score() + " " + evidence.kind() + ": " + evidence.detail())
                .collect(Collectors.joining(" "));
    }
}
