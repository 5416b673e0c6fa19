package dev.chatmigration.importing;

import org.jspecify.annotations.Nullable;

/** What a text of the feed must be to be stored. */
final class Text {
    private Text() {}

    /** Why a text cannot be stored, as a sentence; null where it can. */
    static @Nullable String fault(String text, int longest) {
        if (text.length() > longest) {
            return "Expected at most " + longest + " characters, but found " + text.length() + ".";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F) {
                return "Expected a text without control characters, but found " + Found.quoted(text) + ".";
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "Expected a text of whole characters, but found " + Found.quoted(text) + ".";
            }
        }
        return null;
    }
}
