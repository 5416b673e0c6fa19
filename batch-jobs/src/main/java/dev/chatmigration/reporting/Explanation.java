package dev.chatmigration.reporting;

import dev.chatmigration.domain.agentmerge.Evidence;
import dev.chatmigration.domain.readiness.Finding;
import dev.chatmigration.reporting.AccountStatus.Open;
import dev.chatmigration.reporting.AccountStatus.Status;
import dev.chatmigration.reporting.AccountStatus.Step;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an account stands where it stands, and what would change that.
 *
 * @param since when it came into its state; null where no step is recorded
 * @param hold who stopped it; null where nobody has
 * @param stopped what is stopped for all accounts, each as a sentence
 * @param agentsByScenario those of the upgraded account, else those proposed
 * @param addresses what came of comparing the allow-lists; null where they have not been compared
 * @param pagesByWidget pages as they were last seen
 */
public record Explanation(
        boolean simulated,
        Status status,
        @Nullable Instant since,
        @Nullable Hold hold,
        List<String> stopped,
        Map<String, Long> agentsByScenario,
        List<Waiting> waiting,
        List<LeftOut> leftOut,
        @Nullable Addresses addresses,
        Map<String, Long> pagesByWidget,
        Map<String, Long> mailsByStatus,
        NextStep next) {

    /** Who stopped the account, since when, and why. */
    public record Hold(Instant since, String by, @Nullable String reason) {}

    /** An agent about whom somebody must decide first. */
    public record Waiting(Person person, List<String> reasons) {}

    /** A record that becomes no agent. */
    public record LeftOut(Person person, String reason) {}

    /** The verdict on the allow-lists, and what Support's list lacks. */
    public record Addresses(String verdict, List<String> missing, int problems) {}

    /**
     * Somebody in the account.
     *
     * @param agentId of the upgraded account; null before
     */
    public record Person(
            String name,
            @Nullable Long chatAgentId,
            @Nullable Long supportUserId,
            @Nullable Long agentId) {
        /** As findings name the records, Chat's first. */
        Set<String> subjects() {
            Set<String> subjects = new LinkedHashSet<>();
            if (chatAgentId != null) {
                subjects.add(Finding.subjectOfChatAgent(chatAgentId));
            }
            if (supportUserId != null) {
                subjects.add(Finding.subjectOfSupportUser(supportUserId));
            }
            return subjects;
        }
    }

    /**
     * Why one agent becomes what it becomes.
     *
     * @param leftOut why the record becomes no agent; null where it becomes one, and then {@code becomes} is not null
     * @param findings those on the agent's records
     * @param review the latest one
     * @param history what was done to the agent, to its records and its link
     * @param reviewLines what a review could say, for a CSV with {@code csvHeader}
     */
    public record OfAgent(
            boolean simulated,
            long accountId,
            String accountName,
            String accountState,
            Person person,
            @Nullable Becomes becomes,
            @Nullable String leftOut,
            List<Open> findings,
            @Nullable Review review,
            List<Mail> mails,
            List<Step> history,
            NextStep next,
            String csvHeader,
            List<ReviewLine> reviewLines) {}

    /** The agent in the upgraded account, done or proposed. */
    public record Becomes(
            String scenario,
            @Nullable String email,
            @Nullable String alias,
            String decidedBy,
            String role,
            String signIn,
            boolean active,
            boolean waits,
            List<Evidence> evidence) {}

    /** What an administrator said. */
    public record Review(
            String decision,
            @Nullable Long supportUserId,
            @Nullable String email,
            @Nullable String role,
            String by,
            Instant at) {}

    /** A mail to the agent; what it says, and any link in it, stays out. */
    public record Mail(String kind, String to, String status, Instant writtenAt) {}

    /** A line for a table of reviews. */
    public record ReviewLine(String line, String meaning) {}
}
