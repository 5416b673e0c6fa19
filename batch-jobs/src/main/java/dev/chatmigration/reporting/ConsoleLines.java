package dev.chatmigration.reporting;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines for people. Names, addresses and reasons come from outside: nothing in one of them begins a line of its own, moves
 * the cursor or turns the direction of what follows.
 */
public final class ConsoleLines {
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    private ConsoleLines() {}

    /** Each text as one line, the last one ended too. */
    static String of(List<String> lines) {
        return lines.stream().map(ConsoleLines::fit).collect(Collectors.joining("\n", "", "\n"));
    }

    /** One text, what must not reach a console replaced by the sign for that. */
    public static String fit(String text) {
        return UNFIT.matcher(text).replaceAll("\ufffd");
    }
}
