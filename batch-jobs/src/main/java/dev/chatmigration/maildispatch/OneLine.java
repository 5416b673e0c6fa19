package dev.chatmigration.maildispatch;

import java.util.regex.Pattern;

/** Text from outside made fit for one line of a header or a report: nothing in it starts a line or turns its direction. */
final class OneLine {
    private static final Pattern UNFIT =
            Pattern.compile("[\\s\\p{Cc}\\p{Cs}\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]+");

    private OneLine() {}

    /** At most so many characters as people count them. */
    static String of(String text, int atMost) {
        String line = UNFIT.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= atMost
                ? line
                : line.substring(0, line.offsetByCodePoints(0, atMost - 1)).strip() + "…";
    }
}
