package dev.chatmigration.domain.ipreconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of comparing Chat's allow-list with Support's.
 *
 * @param verdict what it comes to
 * @param missing what Chat lets in and Support does not: IPv4 before IPv6, ascending, as the fewest CIDR blocks, a single
 *     address bare, or IPv4 patterns with asterisks where blocks would be too many; empty unless the verdict is {@link
 *     Verdict#PARTLY_COVERED} or {@link Verdict#NOT_COVERED}
 * @param problems of Chat's entries, then of Support's, each by position; a list that is switched off has none
 */
public record IpReconciliation(Verdict verdict, List<String> missing, List<Problem> problems) {

    public IpReconciliation {
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /**
     * What may be added to Support's list, in Support's own syntax: the missing IPv4 addresses. Empty where Chat's list
     * lets everybody in, since Support refuses a {@code /0} and the same in pieces is nothing to write on somebody's behalf.
     * Whoever acts on it should know that these addresses then also open Support and the API.
     */
    public List<String> proposal() {
        boolean letsEverybodyIn = missing.contains(Block.ALL_IPV4.toString())
                || problems.stream().anyMatch(problem -> isOfChat(problem, ProblemCode.EVERYTHING));
        return letsEverybodyIn
                ? List.of()
                : missing.stream().filter(line -> line.indexOf(':') < 0).toList();
    }

    /**
     * Whether adding the {@link #proposal()} makes the verdict {@link Verdict#COVERED}. False where there is nothing to
     * propose, where IPv6 is missing, and where an entry of Chat's list could not be read.
     */
    public boolean coveredAfterAdding() {
        List<String> proposal = proposal();
        return !proposal.isEmpty()
                && proposal.size() == missing.size()
                && problems.stream().noneMatch(problem -> problem.list() == Side.CHAT && problem.isInvalid());
    }

    /**
     * Support's list with the {@link #proposal()} at its end.
     *
     * @param currentIpRanges the list as it is, separated by spaces; null is empty
     * @return the list to store; the very text given where nothing is to be added
     */
    public String mergedSupportRanges(@Nullable String currentIpRanges) {
        String current = currentIpRanges == null ? "" : currentIpRanges;
        List<String> proposal = proposal();
        if (proposal.isEmpty()) {
            return current;
        }
        String added = String.join(" ", proposal);
        return AsciiBlanks.isBlank(current) ? added : AsciiBlanks.trim(current) + " " + added;
    }

    private static boolean isOfChat(Problem problem, ProblemCode code) {
        return problem.list() == Side.CHAT && problem.code().equals(code.code());
    }
}
