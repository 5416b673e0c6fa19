package dev.chatmigration.reporting;

import dev.chatmigration.importing.FileTotals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of things after a run, in numbers that add up.
 *
 * @param run null before any run
 * @param files control totals of that run
 * @param pagesAskedFor pages that this run asked for at their sites, by what became of them
 * @param accountsByState legacy accounts by state, and the others as {@code NOT_ELIGIBLE}
 * @param mailsByStatus all mails ever written
 * @param mailsLater those of them that wait for their time and nothing else; null where there are none
 * @param delivery which mails go out
 */
public record Report(
        boolean simulated,
        @Nullable RunSummary run,
        List<FileTotals> files,
        Map<String, Long> pagesAskedFor,
        AgentTotals agents,
        Map<String, Long> accountsByState,
        Findings findings,
        Map<String, Long> mailsByStatus,
        @Nullable MailsLater mailsLater,
        String delivery,
        long inProductMessages,
        List<String> stopped,
        NewMatters newMatters) {

    /** One run of the nightly job. */
    public record RunSummary(
            long run,
            String job,
            LocalDate night,
            int attempt,
            Instant asOf,
            String outcome,
            @Nullable String problem) {}

    /** Where the agent records of all accounts went. */
    public record AgentTotals(
            long chatAgents, long supportAgents, long agents, long pairsMerged, long leftOut, long waiting) {
        /** The promise: every record that came in stands in exactly one place. */
        public boolean addUp() {
            return chatAgents + supportAgents == agents + pairsMerged + leftOut + waiting;
        }
    }

    /** Mails that may leave between two instants, both included. */
    public record MailsLater(long mails, Instant first, Instant last) {}

    /** Open findings; blockedAccounts counts accounts, the others findings. Those waived are among those that block. */
    public record Findings(long blockedAccounts, long blocks, long waived, long warns, long info) {}

    /**
     * What needs a person and did not before.
     *
     * @param problems what could not be finished
     * @param notes what was finished but for something that goes on by itself once a person has acted
     */
    public record NewMatters(
            long rejects, long waitingAccounts, long failedMails, List<String> problems, List<String> notes) {
        /** Whether there is anything. */
        public boolean any() {
            return rejects + waitingAccounts + failedMails > 0 || !problems.isEmpty() || !notes.isEmpty();
        }
    }

    /** Whether anything waits for a person, new or not. */
    public boolean anythingOpen() {
        return findings.blockedAccounts() > 0
                || files.stream().anyMatch(file -> file.rejected() > 0)
                || mailsByStatus.getOrDefault("FAILED", 0L) + mailsByStatus.getOrDefault("UNKNOWN", 0L) > 0;
    }

    /** All accounts ever delivered. */
    public long accounts() {
        return accountsByState.values().stream().mapToLong(Long::longValue).sum();
    }
}
