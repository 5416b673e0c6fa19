package dev.chatmigration.reporting;

import dev.chatmigration.reporting.AccountStatus.Open;
import dev.chatmigration.reporting.AccountStatus.Status;
import dev.chatmigration.reporting.Explanation.Addresses;
import dev.chatmigration.reporting.Explanation.Becomes;
import dev.chatmigration.reporting.Explanation.Hold;
import dev.chatmigration.reporting.Explanation.OfAgent;
import dev.chatmigration.reporting.Explanation.Person;
import dev.chatmigration.reporting.Explanation.Review;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation as people read it on a console: one screen, the next step at its end. */
public final class ExplanationText {
    /** So many of a kind stand on the screen; status and export have all of them. */
    private static final int SHOWN = 5;

    private ExplanationText() {}

    public static String of(Explanation explanation) {
        Status status = explanation.status();
        List<String> lines = new ArrayList<>();
        simulated(explanation.simulated(), lines);
        lines.add("Account " + status.accountId() + ", " + status.name() + " (" + status.phase() + ")");
        lines.add("State     " + state(explanation));
        Hold hold = explanation.hold();
        if (hold != null) {
            lines.add("Hold      since " + hold.since() + " by " + hold.by() + reason(hold.reason()));
        }
        explanation.stopped().forEach(stopped -> lines.add("Stopped   " + stopped));
        lines.add("Slot      " + slot(status));
        lines.add("Agents    " + agents(explanation));
        some(
                explanation.waiting(),
                waiting -> "  waits: " + named(waiting.person())
                        + waiting.reasons().stream().map(why -> "; " + why).collect(Collectors.joining()),
                lines);
        some(
                explanation.leftOut(),
                leftOut -> "  left out: " + named(leftOut.person()) + "; " + leftOut.reason(),
                lines);
        lines.add("Addresses " + addresses(explanation.addresses()));
        lines.add("Widgets   " + listed(explanation.pagesByWidget(), "no page seen"));
        lines.add("Mails     " + listed(explanation.mailsByStatus(), "none"));
        findings(status, lines);
        next(explanation.next(), lines);
        return ConsoleLines.of(lines);
    }

    public static String of(OfAgent agent) {
        List<String> lines = new ArrayList<>();
        simulated(agent.simulated(), lines);
        lines.add(named(agent.person()));
        lines.add("Account   " + agent.accountId() + ", " + agent.accountName() + ", " + agent.accountState());
        Becomes becomes = agent.becomes();
        if (becomes == null) {
            lines.add("Becomes   no agent: " + agent.leftOut());
        } else {
            lines.add("Scenario  " + becomes.scenario() + ", decided " + becomes.decidedBy());
            lines.add("Becomes   " + becomes(becomes));
            lines.add("Waits     " + (becomes.waits() ? "yes: " + waitsFor(agent.findings()) : "no"));
            becomes.evidence()
                    .forEach(evidence -> lines.add("  " + evidence.kind()
                            + (evidence.score() == 0 ? "" : " (" + evidence.score() + ")") + ": "
                            + evidence.detail()));
        }
        lines.add("Review    " + review(agent.review()));
        lines.add("Findings  "
                + (agent.findings().isEmpty() ? "none" : agent.findings().size()));
        agent.findings().forEach(open -> finding(open, lines));
        lines.add(
                "Mails     " + (agent.mails().isEmpty() ? "none" : agent.mails().size()));
        agent.mails()
                .forEach(mail -> lines.add(
                        "  " + mail.writtenAt() + " " + mail.kind() + " to " + mail.to() + ": " + word(mail.status())));
        lines.add(agent.history().isEmpty() ? "History   none" : "History");
        agent.history().forEach(step -> lines.add("  " + step.sentence()));
        next(agent.next(), lines);
        if (!agent.reviewLines().isEmpty()) {
            lines.add("  FILE.csv  " + agent.csvHeader());
            agent.reviewLines().forEach(line -> lines.add("    " + line.line() + "   " + line.meaning()));
        }
        return ConsoleLines.of(lines);
    }

    private static void simulated(boolean simulated, List<String> lines) {
        if (simulated) {
            lines.add("SIMULATED: this database lives on a simulated clock; no mail leaves it.");
        }
    }

    static String state(Explanation explanation) {
        Status status = explanation.status();
        return status.state()
                + (explanation.since() == null ? "" : " since " + explanation.since())
                + (status.held() ? ", on hold" : "")
                + (status.note() == null ? "" : ": " + status.note());
    }

    static String slot(Status status) {
        return status.slotLocal() == null
                ? "none (its clock: " + status.timeZone() + ")"
                : status.slotLocal().toString().replace('T', ' ') + " " + status.timeZone() + " = " + status.slotUtc()
                        + ", promise " + status.revision() + ", moved by us " + status.moves() + " times";
    }

    static String agents(Explanation explanation) {
        return listed(explanation.agentsByScenario(), "none known")
                + (explanation.waiting().isEmpty()
                        ? ""
                        : format("; %,d wait", explanation.waiting().size()))
                + (explanation.leftOut().isEmpty()
                        ? ""
                        : format("; %,d left out", explanation.leftOut().size()));
    }

    static String addresses(@Nullable Addresses addresses) {
        if (addresses == null) {
            return "not compared yet";
        }
        List<String> missing = addresses.missing();
        return word(addresses.verdict())
                + (missing.isEmpty()
                        ? ""
                        : "; missing in Support: "
                                + missing.stream().limit(SHOWN).collect(Collectors.joining(", "))
                                + (missing.size() > SHOWN ? format(" and %,d more", missing.size() - SHOWN) : ""))
                + (addresses.problems() == 0
                        ? ""
                        : format(
                                "; %,d entr%s to look at",
                                addresses.problems(), addresses.problems() == 1 ? "y" : "ies"));
    }

    /** What blocks in full, the rest counted by check: one screen. */
    private static void findings(Status status, List<String> lines) {
        lines.add("Findings  " + (status.findings().isEmpty() ? "none" : ""));
        List<Open> sorted =
                status.findings().stream().sorted(NextStep.MOST_PRESSING_FIRST).toList();
        List<Open> blocking =
                sorted.stream().filter(open -> open.severity().equals("BLOCKS")).toList();
        blocking.stream().limit(SHOWN).forEach(open -> finding(open, lines));
        more(blocking.size(), lines);
        Map<String, List<Open>> others = sorted.stream()
                .filter(open -> !open.severity().equals("BLOCKS"))
                .collect(Collectors.groupingBy(
                        open -> open.severity() + " " + open.check(), LinkedHashMap::new, Collectors.toList()));
        others.forEach((check, found) -> lines.add("  " + check + ", "
                + (found.size() == 1 ? found.get(0).subject() : format("%,d times", found.size())) + ", since "
                + found.stream().map(Open::since).min(LocalDate::compareTo).orElseThrow()));
    }

    private static void finding(Open open, List<String> lines) {
        lines.add("  " + open.severity() + " " + open.check() + ", " + open.subject() + ", since " + open.since());
        lines.add("    " + open.evidence());
        if (open.waivedBy() != null) {
            lines.add("    Waived by " + open.waivedBy() + reason(open.waiveReason()));
        }
    }

    private static <T> void some(List<T> all, Function<T, String> line, List<String> lines) {
        all.stream().limit(SHOWN).map(line).forEach(lines::add);
        more(all.size(), lines);
    }

    private static void more(int size, List<String> lines) {
        if (size > SHOWN) {
            lines.add(format("  and %,d more", size - SHOWN));
        }
    }

    private static void next(NextStep next, List<String> lines) {
        lines.add("");
        lines.add("Next: " + next.sentence());
        next.commands().forEach(command -> lines.add("  " + command));
    }

    static String becomes(Becomes becomes) {
        return word(becomes.role()) + ", " + (becomes.email() == null ? "no address" : becomes.email())
                + (becomes.alias() == null ? "" : ", shown as " + becomes.alias()) + ", signs in by "
                + word(becomes.signIn()) + (becomes.active() ? ", active" : ", inactive");
    }

    static String waitsFor(List<Open> findings) {
        return findings.stream()
                .filter(open -> open.severity().equals("BLOCKS"))
                .map(Open::check)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    static String review(@Nullable Review review) {
        return review == null
                ? "none"
                : review.decision() + (review.supportUserId() == null ? "" : " " + review.supportUserId())
                        + (review.email() == null ? "" : ", " + review.email())
                        + (review.role() == null ? "" : ", role " + word(review.role())) + " by " + review.by() + " at "
                        + review.at();
    }

    /** As in {@code Ann (chat_agent 17, support_user 23)}. */
    static String named(Person person) {
        List<String> records = new ArrayList<>(person.subjects());
        if (person.agentId() != null && !person.agentId().equals(person.supportUserId())) {
            records.add("agent " + person.agentId());
        }
        return person.name() + " (" + String.join(", ", records) + ")";
    }

    private static String reason(@Nullable String reason) {
        return reason == null ? "" : ": " + reason;
    }

    static String listed(Map<String, Long> counts, String none) {
        return counts.isEmpty()
                ? none
                : counts.entrySet().stream()
                        .map(entry -> word(entry.getKey()) + format(" %,d", entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
