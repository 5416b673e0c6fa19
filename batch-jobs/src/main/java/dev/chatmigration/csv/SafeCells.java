package dev.chatmigration.csv;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet shows and does not run. A text that could be a formula gets an apostrophe in front, which
 * spreadsheets take for the mark of a text. Texts that begin with apostrophes and could then be a formula get one more,
 * so that taking one off again always gives the text as it was.
 *
 * <p>Which beginnings are dangerous is what OWASP says on CSV injection, and the same behind blanks and in full width.
 */
public final class SafeCells {
    private static final String FORMULA = "(?:[\\t\\r\\n\\x00]|[\\s\\p{Z}]*[=+\\-@＝＋－＠])";
    private static final Pattern DANGEROUS = Pattern.compile("'*" + FORMULA);
    private static final Pattern GUARDED = Pattern.compile("'+" + FORMULA);

    private SafeCells() {}

    /** The text as it may stand in a cell. */
    public static String guard(String text) {
        return DANGEROUS.matcher(text).lookingAt() ? "'" + text : text;
    }

    /** The text that {@link #guard} was given. */
    public static String unguard(String cell) {
        return GUARDED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }
}
