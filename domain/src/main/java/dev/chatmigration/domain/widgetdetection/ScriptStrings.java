package dev.chatmigration.domain.widgetdetection;

/** Takes the escapes out of JavaScript strings. */
final class ScriptStrings {

    private ScriptStrings() {}

    /** The value of the string whose characters stand between the positions, quotes excluded. */
    static String decode(String text, int start, int end) {
        // Not searched in the whole text: that would read a script without escapes once per string.
        var raw = text.substring(start, end);
        int firstEscape = raw.indexOf('\\');
        if (firstEscape < 0) {
            return raw;
        }
        int escape = start + firstEscape;
        var value = new StringBuilder(end - start).append(text, start, escape);
        int at = escape;
        while (at < end) {
            char c = text.charAt(at);
            if (c != '\\' || at + 1 >= end) {
                value.append(c);
                at++;
                continue;
            }
            char escaped = text.charAt(at + 1);
            int digits = escaped == 'u' ? 4 : escaped == 'x' ? 2 : 0;
            int code = digits == 0 ? -1 : hexadecimal(text, at + 2, digits, end);
            if (code >= 0) {
                value.append((char) code);
                at += 2 + digits;
            } else {
                appendSimple(value, escaped);
                at += 2;
            }
        }
        return value.toString();
    }

    private static void appendSimple(StringBuilder value, char escaped) {
        switch (escaped) {
            case 'n', 'r', 't' -> value.append(escaped == 't' ? '\t' : '\n');
            case '\n', '\r' -> {
                // A line continued: nothing of it is in the value.
            }
            default -> value.append(escaped);
        }
    }

    private static int hexadecimal(String text, int start, int digits, int end) {
        if (start + digits > end) {
            return -1;
        }
        int code = 0;
        for (int at = start; at < start + digits; at++) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    /** Undoes {@code %3Cscript}, the writing that {@code unescape} turns back; only ASCII, which is all that matters here. */
    static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var decoded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            int code = text.charAt(at) == '%' ? hexadecimal(text, at + 1, 2, text.length()) : -1;
            if (code >= ' ' && code < 0x7f) {
                decoded.append((char) code);
                at += 2;
            } else {
                decoded.append(text.charAt(at));
            }
        }
        return decoded.toString();
    }
}
