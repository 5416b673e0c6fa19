package dev.chatmigration.reporting;

import dev.chatmigration.importing.FileTotals;
import dev.chatmigration.reporting.Report.AgentTotals;
import dev.chatmigration.reporting.Report.MailsLater;
import dev.chatmigration.reporting.Report.NewMatters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as people read it on a console. */
public final class ReportText {
    private ReportText() {}

    public static String of(Report report) {
        List<String> lines = new ArrayList<>();
        if (report.simulated()) {
            lines.add("SIMULATED: this database lives on a simulated clock; no mail leaves it.");
        }
        Report.RunSummary run = report.run();
        if (run == null) {
            lines.add("No nightly run yet.");
        } else {
            lines.add(format(
                    "Night %s, attempt %d, run %d, as of %s: %s",
                    run.night(),
                    run.attempt(),
                    run.run(),
                    run.asOf(),
                    run.outcome().toLowerCase(Locale.ROOT)));
            if (run.problem() != null) {
                lines.add("  " + run.problem());
            }
        }
        files(report.files(), lines);
        if (!report.pagesAskedFor().isEmpty()) {
            lines.add("");
            lines.add("Pages     " + listed(report.pagesAskedFor())
                    + format(" = %,d asked for at their sites", sum(report.pagesAskedFor())));
        }
        AgentTotals agents = report.agents();
        lines.add("");
        lines.add(format(
                "Agents    Chat %,d + Support %,d = %,d agents + %,d pairs merged + %,d left out + %,d waiting%s",
                agents.chatAgents(),
                agents.supportAgents(),
                agents.agents(),
                agents.pairsMerged(),
                agents.leftOut(),
                agents.waiting(),
                agents.addUp() ? "" : "   THIS DOES NOT ADD UP"));
        lines.add("Accounts  " + listed(report.accountsByState()) + format(" = %,d", report.accounts()));
        lines.add(format(
                "Findings  %,d block %,d accounts%s, %,d warn, %,d inform",
                report.findings().blocks() - report.findings().waived(),
                report.findings().blockedAccounts(),
                report.findings().waived() == 0
                        ? ""
                        : format(", %,d waived", report.findings().waived()),
                report.findings().warns(),
                report.findings().info()));
        lines.add("Mails     " + listed(report.mailsByStatus())
                + format(
                        " = %,d; %,d messages in the product",
                        sum(report.mailsByStatus()), report.inProductMessages()));
        if (report.mailsLater() != null) {
            lines.add("          of these " + mailsLater(report.mailsLater()));
        }
        lines.add("Delivery  " + report.delivery());
        report.stopped().forEach(stopped -> lines.add("Stopped   " + stopped));
        newMatters(report.newMatters(), lines);
        return ConsoleLines.of(lines);
    }

    static String mailsLater(MailsLater later) {
        String when = later.first().equals(later.last())
                ? "at " + later.first()
                : "between " + later.first() + " and " + later.last();
        return format("%,d leave %s, with the upgrade job of that time", later.mails(), when);
    }

    private static void files(List<FileTotals> files, List<String> lines) {
        if (files.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(format("%-32s %9s %9s %9s %9s", "Feed", "read", "stored", "unchanged", "rejected"));
        long[] sum = new long[4];
        for (FileTotals file : files) {
            lines.add(format(
                    "  %-30s %,9d %,9d %,9d %,9d",
                    file.file(), file.read(), file.stored(), file.unchanged(), file.rejected()));
            if (file.problem() != null) {
                lines.add("    " + file.problem());
            }
            sum[0] += file.read();
            sum[1] += file.stored();
            sum[2] += file.unchanged();
            sum[3] += file.rejected();
        }
        lines.add(format("  %-30s %,9d %,9d %,9d %,9d", "in all", sum[0], sum[1], sum[2], sum[3]));
    }

    private static void newMatters(NewMatters fresh, List<String> lines) {
        if (!fresh.any()) {
            return;
        }
        lines.add("");
        lines.add("New since the last run, for a person:");
        fresh.problems().forEach(problem -> lines.add("  " + problem));
        fresh.notes().forEach(note -> lines.add("  " + note));
        if (fresh.rejects() > 0) {
            lines.add(
                    format("  %,d rejected lines or fields; see rejects.ndjson of ./migrate export", fresh.rejects()));
        }
        if (fresh.waitingAccounts() > 0) {
            lines.add(format("  %,d accounts that something blocks; see ./migrate status", fresh.waitingAccounts()));
        }
        if (fresh.failedMails() > 0) {
            lines.add(format(
                    "  %,d mails that failed or whose fate is unknown; see mails.ndjson of ./migrate export,"
                            + " then ./migrate mail trace ADDRESS",
                    fresh.failedMails()));
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String listed(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + format(" %,d", entry.getValue()))
                        .collect(Collectors.joining(" + "));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
