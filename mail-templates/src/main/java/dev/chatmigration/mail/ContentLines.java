package dev.chatmigration.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The content lines of a calendar object: escaped, folded, ended by CRLF.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.1">RFC 5545, section 3.1</a>
 */
final class ContentLines {

    private static final int OCTETS_PER_LINE = 75;

    private final StringBuilder lines = new StringBuilder();

    /** A line whose value needs no escaping: a date, a number, a URI, a keyword. */
    ContentLines add(String name, Object value) {
        return fold(name + ":" + value);
    }

    /** A line whose value is text in the sense of section 3.3.11. */
    ContentLines addText(String name, String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
        return fold(name + ":" + escaped);
    }

    /** A parameter value in quotes, by RFC 6868. */
    static String quoted(String value) {
        return '"' + SingleLine.of(value).replace("^", "^^").replace("\"", "^'") + '"';
    }

    // Counted in octets, and never within a character: readers join lines before they decode, but not all of them do.
    private ContentLines fold(String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            String character = Character.toString(line.codePointAt(i));
            int size = character.getBytes(UTF_8).length;
            if (octets + size > OCTETS_PER_LINE) {
                lines.append("\r\n ");
                octets = 1;
            }
            lines.append(character);
            octets += size;
            i += character.length();
        }
        lines.append("\r\n");
        return this;
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
