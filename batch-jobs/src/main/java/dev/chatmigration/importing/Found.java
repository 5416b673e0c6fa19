package dev.chatmigration.importing;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Words for what stood in a feed where something else was expected: short, on one line, safe to print. */
final class Found {
    private static final int LONGEST = 60;

    private Found() {}

    static String in(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "nothing";
        }
        if (node.isString()) {
            return "the text " + quoted(node.stringValue());
        }
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "a list";
        }
        return node.isNumber() ? "the number " + visible(node.asString()) : visible(node.asString());
    }

    static String quoted(String text) {
        return '"' + visible(text) + '"';
    }

    static String visible(String text) {
        return visible(text, LONGEST);
    }

    /** The text, shortened, with everything that does not print written as an escape. */
    static String visible(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        for (; at < text.length() && shown.length() < longest; at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            if (prints(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append(String.format("\\u%04x", codePoint));
            }
        }
        return at < text.length() ? shown + "…" : shown.toString();
    }

    private static boolean prints(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
