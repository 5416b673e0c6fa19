package dev.chatmigration.mail;

import java.util.regex.Pattern;

/**
 * Text from outside made fit for one line of a header, a mail or a calendar entry: whatever could start a new line, end
 * a header or turn the direction of the words after it becomes a blank, and what a mail client could take for an encoded
 * word (RFC 2047) gets one. Joiners stay, as names and emoji need them.
 */
final class SingleLine {

    private static final Pattern UNFIT = Pattern.compile(
            "[\\s\\p{Cc}\\p{Cs}\\u061c\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufff9-\\ufffb]+");

    private SingleLine() {}

    static String of(String text) {
        if (isFit(text)) {
            return text;
        }
        String line = UNFIT.matcher(text).replaceAll(" ").replace("=?", "= ?").strip();
        return line.isEmpty() ? "—" : line;
    }

    /** Whether nothing needs to be changed, as in nearly all names: printable ASCII, with one blank between two words. */
    private static boolean isFit(String text) {
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean startOfEncodedWord = each == '=';
            if (each < ' ' || each > '~' || startOfEncodedWord || (each == ' ' && !inWord)) {
                return false;
            }
            inWord = each != ' ';
        }
        return inWord;
    }

    /** At most so many characters as people count them, the last of them an ellipsis where something was left out. */
    static String atMost(int characters, String text) {
        String line = of(text);
        if (line.codePointCount(0, line.length()) <= characters) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, characters - 1)).strip() + "…";
    }
}
