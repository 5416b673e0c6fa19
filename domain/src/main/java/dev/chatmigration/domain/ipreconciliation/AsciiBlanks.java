package dev.chatmigration.domain.ipreconciliation;

/**
 * The blanks that may surround an entry: ASCII ones only. A no-break space is a foreign character that the products may
 * well keep as part of the entry, so it must not vanish here.
 */
final class AsciiBlanks {

    /** One or more blanks, as a regular expression; {@code \s} means ASCII blanks unless asked otherwise. */
    static final String SEPARATOR = "\\s+";

    private static final String BLANKS = " \t\n\u000B\f\r";

    private AsciiBlanks() {}

    static boolean isBlank(char character) {
        return BLANKS.indexOf(character) >= 0;
    }

    static boolean isBlank(String text) {
        return text.chars().allMatch(character -> isBlank((char) character));
    }

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
