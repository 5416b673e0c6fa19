package dev.chatmigration.maildispatch;

import java.util.regex.Pattern;

/**
 * Text from outside made fit for one line of a header or a report: nothing in it starts a line, turns its direction or is
 * taken for an encoded word (RFC 2047), which mail clients would decode.
 */
final class OneLine {
    private static final Pattern UNFIT = Pattern.compile(
            "[\\s\\p{Cc}\\p{Cs}\\u061c\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]+");

    private OneLine() {}

    /** At most so many characters as people count them. */
    static String of(String text, int atMost) {
        String line = UNFIT.matcher(text).replaceAll(" ").replace("=?", "= ?").strip();
        return line.codePointCount(0, line.length()) <= atMost
                ? line
                : line.substring(0, line.offsetByCodePoints(0, atMost - 1)).strip() + "…";
    }
}
