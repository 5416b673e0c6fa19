package dev.chatmigration.reporting;

import dev.chatmigration.reporting.AccountChanges.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a dry run has found out, as people read it on a console before the report. */
public final class PlanText {
    private PlanText() {}

    public static String of(AccountChanges.Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("DRY RUN: done on a copy that is thrown away; nothing was stored and no mail left.");
        lines.add("Steps of accounts  "
                + (plan.counts().isEmpty()
                        ? "none"
                        : plan.counts().entrySet().stream()
                                        .map(count ->
                                                String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
                                        .collect(Collectors.joining(" + "))
                                + String.format(Locale.ROOT, " = %,d", plan.total())));
        plan.first().forEach(change -> lines.add("  " + line(change)));
        if (plan.total() > plan.first().size()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  and %,d more; with --plan DIR it is written where every account would stand",
                    plan.total() - plan.first().size()));
        }
        return ConsoleLines.of(lines);
    }

    private static String line(Change change) {
        return change.accountId() + " " + change.what() + ", " + change.from() + " to " + change.to()
                + (change.slot() == null ? "" : ", slot " + change.slot())
                + (change.reason() == null ? "" : ": " + change.reason());
    }
}
