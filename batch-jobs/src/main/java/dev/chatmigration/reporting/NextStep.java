package dev.chatmigration.reporting;

import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.scheduling.EntryDecision;
import dev.chatmigration.domain.scheduling.EntryDecision.StaysOut;
import dev.chatmigration.reporting.AccountStatus.Open;
import dev.chatmigration.reporting.AccountStatus.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one thing that would take an account, or an agent, further.
 *
 * @param commands what to type for it, one after the other; none where there is nothing to do
 */
public record NextStep(String sentence, List<String> commands) {
    private static final String ANSWERED = " --by WHO --reason WHY";

    /** Findings that a review of the agent can settle. */
    private static final Set<Check> REVIEW_HELPS = EnumSet.of(
            Check.AGENT_NEEDS_DECISION,
            Check.AGENT_ADMINISTRATOR_CONFLICT,
            Check.AGENT_ADDRESS_INVALID,
            Check.AGENT_ADDRESS_TAKEN,
            Check.AGENT_REVIEW_OUTDATED,
            Check.AGENTS_NOT_REVIEWED);

    static final Comparator<Open> MOST_PRESSING_FIRST = Comparator.comparing((Open open) -> !blocks(open))
            .thenComparing(open -> List.of("BLOCKS", "WARNS", "INFO").indexOf(open.severity()))
            .thenComparing(open -> Check.of(open.check()).orElseThrow())
            .thenComparing(Open::subject);

    public NextStep {
        commands = List.copyOf(commands);
    }

    /**
     * For an account.
     *
     * @param entry whether it would get a slot now
     * @param upgradesStopped whether no account is upgraded at all
     */
    static NextStep of(Status status, EntryDecision entry, boolean upgradesStopped) {
        long id = status.accountId();
        if (status.held()) {
            return new NextStep(
                    "It is on hold: no mail, no upgrade. Once that is settled, release it.",
                    List.of("./migrate release " + id + ANSWERED));
        }
        return switch (status.state()) {
            case "FINALIZED" -> new NextStep("Nothing is left to do.", List.of());
            case "UPGRADED" ->
                new NextStep(
                        status.findings().stream()
                                        .anyMatch(open -> open.severity().equals("WARNS"))
                                ? "It is upgraded; nothing blocks it any more. What still warns is for its administrators."
                                : "It is upgraded; there is nothing to do.",
                        List.of());
            case "UPGRADING" ->
                new NextStep(
                        "Its upgrade runs, or was cut off with nothing applied; the next upgrade run takes it up again.",
                        List.of("./migrate upgrade"));
            case "SCHEDULED" -> scheduled(status, upgradesStopped);
            default -> withoutSlot(status, entry);
        };
    }

    private static NextStep scheduled(Status status, boolean upgradesStopped) {
        Optional<Open> first = blocking(status);
        if (first.isPresent()) {
            return settle(status, first.get());
        }
        if (upgradesStopped) {
            return new NextStep(
                    "Nothing blocks it, but upgrades are stopped for all accounts.",
                    List.of("./migrate release --all upgrades" + ANSWERED));
        }
        return new NextStep(
                "Nothing to do: it is upgraded at its slot, " + status.slotLocal() + " " + status.timeZone() + ".",
                List.of());
    }

    private static NextStep withoutSlot(Status status, EntryDecision entry) {
        List<String> schedule =
                List.of("./migrate schedule " + status.accountId() + " --at LOCAL-DATE-TIME" + ANSWERED);
        String ownClock = " LOCAL-DATE-TIME is a full hour on its own clock (" + status.timeZone()
                + "), such as 2027-01-12T22:00." + alsoBlocked(status);
        if (entry instanceof StaysOut out) {
            return switch (out.reason()) {
                case PHASE_NOT_ELIGIBLE ->
                    new NextStep(out.sentence() + " Only a feed that names another phase changes that.", List.of());
                case MOVED_TOO_OFTEN ->
                    blocking(status)
                            .map(first -> settle(status, first))
                            .orElseGet(() -> new NextStep(out.sentence() + ownClock, schedule));
                case NOT_ASKED, ASKS_LATER, WITHDRAWN, PAST_ASKING ->
                    new NextStep(out.sentence() + " It gets a slot once it asks, or from you." + ownClock, schedule);
            };
        }
        if (status.note() != null) {
            return new NextStep("No slot fits: " + status.note() + " You may choose one." + ownClock, schedule);
        }
        return new NextStep(
                "It has asked; the next night gives it a slot." + alsoBlocked(status),
                List.of("./migrate run --feed DIR"));
    }

    private static String alsoBlocked(Status status) {
        long count = status.findings().stream().filter(NextStep::blocks).count();
        return count == 0
                ? ""
                : String.format(
                        Locale.ROOT, " %,d finding%s would still block its upgrade.", count, count == 1 ? "" : "s");
    }

    private static NextStep settle(Status status, Open first) {
        Check check = Check.of(first.check()).orElseThrow();
        String blocks = first.check() + " (" + first.subject() + ") blocks it since " + first.since() + ". ";
        if (check == Check.FEED_INCOMPLETE) {
            return new NextStep(
                    blocks + "It cannot be waived. Have its agent records delivered whole, then run the night;"
                            + " rejects.ndjson of the export says what was refused.",
                    List.of("./migrate export DIR", "./migrate run --feed DIR"));
        }
        List<String> commands = new ArrayList<>();
        StringBuilder sentence = new StringBuilder(blocks + first.whatToDo());
        if (REVIEW_HELPS.contains(check)) {
            sentence.append(" Or record the administrators' decision: fill in the table and import it.");
            commands.add("./migrate review export FILE.csv");
            commands.add("./migrate review import FILE.csv --by WHO");
        }
        if (check.canBeWaived()) {
            sentence.append(" Or set it aside, with a reason.");
            commands.add("./migrate waive " + status.accountId() + " " + check.label() + ANSWERED);
        } else {
            sentence.append(" It cannot be waived.");
        }
        return new NextStep(sentence.toString(), commands);
    }

    private static Optional<Open> blocking(Status status) {
        return status.findings().stream().filter(NextStep::blocks).min(MOST_PRESSING_FIRST);
    }

    static boolean blocks(Open open) {
        return open.severity().equals("BLOCKS") && open.waivedBy() == null;
    }
}
