package dev.chatmigration.reporting;

import dev.chatmigration.reporting.AccountStatus.Open;
import dev.chatmigration.reporting.AccountStatus.Status;
import dev.chatmigration.reporting.AccountStatus.Step;
import dev.chatmigration.reporting.Explanation.Becomes;
import dev.chatmigration.reporting.Explanation.OfAgent;
import dev.chatmigration.reporting.Report.AgentTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Report, status and explanation as pages of their own. */
public final class HtmlPages {
    private static final List<String> FACTS = List.of("What", "How it is");

    private HtmlPages() {}

    public static String of(Report report) {
        Report.RunSummary run = report.run();
        HtmlPage page = new HtmlPage("Chat Phase 4 migration");
        simulated(page, report.simulated());
        page.paragraph(
                run == null
                        ? "No nightly run yet."
                        : "Night " + run.night() + ", attempt " + run.attempt() + ", run " + run.run() + ", as of "
                                + run.asOf() + ": " + run.outcome());
        if (run != null && run.problem() != null) {
            page.paragraph(run.problem());
        }
        page.table("Accounts", List.of("State", "Accounts"), counts(report.accountsByState()));
        AgentTotals agents = report.agents();
        page.table(
                "Agents: " + (agents.addUp() ? "the totals add up" : "THE TOTALS DO NOT ADD UP"),
                List.of("Records", "Count"),
                List.of(
                        List.of("Chat agents", number(agents.chatAgents())),
                        List.of("Support agents", number(agents.supportAgents())),
                        List.of("Agents", number(agents.agents())),
                        List.of("Pairs merged", number(agents.pairsMerged())),
                        List.of("Left out", number(agents.leftOut())),
                        List.of("Waiting", number(agents.waiting()))));
        Report.Findings findings = report.findings();
        page.table(
                "Findings",
                List.of("Severity", "Findings"),
                List.of(
                        List.of(
                                "BLOCKS",
                                number(findings.blocks()) + ", on accounts: " + number(findings.blockedAccounts())),
                        List.of("WARNS", number(findings.warns())),
                        List.of("INFO", number(findings.info()))));
        page.table("Mails", List.of("Status", "Mails"), counts(report.mailsByStatus()));
        if (report.mailsLater() != null) {
            page.paragraph("Of these " + ReportText.mailsLater(report.mailsLater()) + ".");
        }
        page.paragraph("Delivery: " + report.delivery());
        page.table(
                "Feed",
                List.of("File", "Read", "Stored", "Unchanged", "Rejected", "Problem"),
                report.files().stream()
                        .map(file -> List.of(
                                file.file(),
                                number(file.read()),
                                number(file.stored()),
                                number(file.unchanged()),
                                number(file.rejected()),
                                file.problem() == null ? "" : file.problem()))
                        .toList());
        page.table(
                "Pages asked for at their sites",
                List.of("What became of them", "Pages"),
                counts(report.pagesAskedFor()));
        report.stopped().forEach(page::paragraph);
        Report.NewMatters fresh = report.newMatters();
        if (fresh.any()) {
            page.heading("New since the last run, for a person");
            fresh.problems().forEach(page::paragraph);
            fresh.notes().forEach(page::paragraph);
            page.table(
                    "Counted",
                    FACTS,
                    List.of(
                            List.of("Rejected lines or fields", number(fresh.rejects())),
                            List.of("Accounts that something blocks", number(fresh.waitingAccounts())),
                            List.of("Mails that failed or whose fate is unknown", number(fresh.failedMails()))));
        }
        return page.end();
    }

    public static String of(Status status) {
        HtmlPage page = new HtmlPage("Account " + status.accountId() + ", " + status.name());
        page.table(
                "Where it stands",
                FACTS,
                List.of(
                        List.of("Phase", status.phase()),
                        List.of(
                                "State",
                                status.state()
                                        + (status.held() ? ", on hold" : "")
                                        + (status.note() == null ? "" : ": " + status.note())),
                        List.of("Slot", ExplanationText.slot(status))));
        findings(page, status.findings());
        page.table(
                "Pages that could not be fetched",
                List.of("Page", "What", "Why"),
                status.pagesNotFetched().stream()
                        .map(each -> List.of(each.url(), each.outcome(), each.reason()))
                        .toList());
        page.table(
                "Set aside",
                List.of("Step", "When", "Why"),
                status.setAside().stream()
                        .map(each -> List.of(each.step(), each.at().toString(), each.reason()))
                        .toList());
        page.table(
                status.mails().size() < status.mailsInAll()
                        ? "Mails, the latest of " + number(status.mailsInAll())
                        : "Mails",
                List.of("Written at", "Kind", "To", "What became of it", "Why"),
                status.mails().stream()
                        .map(mail -> List.of(
                                mail.writtenAt().toString(),
                                mail.kind(),
                                mail.to(),
                                AccountStatusText.when(mail),
                                mail.answer() == null ? "" : mail.answer()))
                        .toList());
        history(page, status.history());
        return page.end();
    }

    public static String of(Explanation explanation) {
        Status status = explanation.status();
        HtmlPage page = new HtmlPage("Account " + status.accountId() + ", " + status.name());
        simulated(page, explanation.simulated());
        next(page, explanation.next());
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("Phase", status.phase()));
        facts.add(List.of("State", ExplanationText.state(explanation)));
        Explanation.Hold hold = explanation.hold();
        if (hold != null) {
            facts.add(List.of("Hold", "since " + hold.since() + " by " + hold.by() + ": " + hold.reason()));
        }
        explanation.stopped().forEach(stopped -> facts.add(List.of("Stopped", stopped)));
        facts.add(List.of("Slot", ExplanationText.slot(status)));
        facts.add(List.of("Agents", ExplanationText.agents(explanation)));
        facts.add(List.of("Addresses", ExplanationText.addresses(explanation.addresses())));
        facts.add(List.of("Widgets", ExplanationText.listed(explanation.pagesByWidget(), "no page seen")));
        facts.add(List.of("Mails", ExplanationText.listed(explanation.mailsByStatus(), "none")));
        page.table("Where it stands", FACTS, facts);
        page.table(
                "Agents who wait",
                List.of("Agent", "Why"),
                explanation.waiting().stream()
                        .map(waiting ->
                                List.of(ExplanationText.named(waiting.person()), String.join(" ", waiting.reasons())))
                        .toList());
        page.table(
                "Records left out",
                List.of("Record", "Why"),
                explanation.leftOut().stream()
                        .map(leftOut -> List.of(ExplanationText.named(leftOut.person()), leftOut.reason()))
                        .toList());
        findings(page, status.findings());
        return page.end();
    }

    public static String of(OfAgent agent) {
        HtmlPage page = new HtmlPage(ExplanationText.named(agent.person()));
        simulated(page, agent.simulated());
        next(page, agent.next());
        page.table(
                "Lines for FILE.csv, under " + agent.csvHeader(),
                List.of("Line", "Meaning"),
                agent.reviewLines().stream()
                        .map(line -> List.of(line.line(), line.meaning()))
                        .toList());
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("Account", agent.accountId() + ", " + agent.accountName() + ", " + agent.accountState()));
        Becomes becomes = agent.becomes();
        if (becomes == null) {
            facts.add(List.of("Becomes", "no agent: " + agent.leftOut()));
        } else {
            facts.add(List.of("Scenario", becomes.scenario() + ", decided " + becomes.decidedBy()));
            facts.add(List.of("Becomes", ExplanationText.becomes(becomes)));
            facts.add(List.of("Waits", becomes.waits() ? "yes: " + ExplanationText.waitsFor(agent.findings()) : "no"));
        }
        facts.add(List.of("Review", ExplanationText.review(agent.review())));
        page.table("What becomes of the agent", FACTS, facts);
        if (becomes != null) {
            page.table(
                    "Evidence",
                    List.of("Kind", "Score", "Detail"),
                    becomes.evidence().stream()
                            .map(evidence -> List.of(evidence.kind(), number(evidence.score()), evidence.detail()))
                            .toList());
        }
        findings(page, agent.findings());
        page.table(
                "Mails",
                List.of("Written at", "Kind", "To", "Status"),
                agent.mails().stream()
                        .map(mail -> List.of(mail.writtenAt().toString(), mail.kind(), mail.to(), mail.status()))
                        .toList());
        history(page, agent.history());
        return page.end();
    }

    private static void history(HtmlPage page, List<Step> steps) {
        page.table(
                "History",
                List.of("When", "Run", "What", "Of", "From", "To", "By", "Why"),
                steps.stream()
                        .map(step -> List.of(
                                step.at().toString(),
                                step.run() == null ? "" : String.valueOf(step.run()),
                                step.what(),
                                orNothing(step.subject()),
                                orNothing(step.from()),
                                orNothing(step.to()),
                                step.by(),
                                orNothing(step.reason())))
                        .toList());
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void simulated(HtmlPage page, boolean simulated) {
        if (simulated) {
            page.paragraph("SIMULATED: this database lives on a simulated clock; no mail leaves it.");
        }
    }

    private static void next(HtmlPage page, NextStep next) {
        page.heading("Next").paragraph(next.sentence()).typed(next.commands());
    }

    private static void findings(HtmlPage page, List<Open> findings) {
        page.table(
                "Findings",
                List.of("Check", "Severity", "Subject", "Since", "Evidence", "What to do", "Waived"),
                findings.stream()
                        .sorted(NextStep.MOST_PRESSING_FIRST)
                        .map(open -> List.of(
                                open.check(),
                                open.severity(),
                                open.subject(),
                                open.since().toString(),
                                open.evidence(),
                                open.whatToDo(),
                                open.waivedBy() == null ? "" : "by " + open.waivedBy() + ": " + open.waiveReason()))
                        .toList());
    }

    private static List<List<String>> counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), number(entry.getValue())))
                .toList();
    }

    private static String number(long number) {
        return Long.toString(number);
    }
}
