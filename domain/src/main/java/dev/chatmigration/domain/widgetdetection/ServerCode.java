package dev.chatmigration.domain.widgetdetection;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of server code (PHP, or what stands between {@code <%} and {@code %>}), divided into comments, string literals and the
 * rest.
 *
 * @param end where it ends, its closing mark included
 */
record ServerCode(int end, List<Literal> literals, List<Passage> comments) {

    /** @param hasEscapes whether {@code \n} means a line break in it, as it does between double quotes */
    record Literal(int start, int end, boolean hasEscapes) {}

    static ServerCode read(String source, int start, String closer) {
        return new Reader(source, start, closer).read();
    }

    private static final class Reader {

        private final String source;
        private final String closer;
        private final List<Literal> literals = new ArrayList<>();
        private final List<Passage> comments = new ArrayList<>();
        /** Outside PHP the closing mark ends the code even inside a string. */
        private final int limit;

        private int at;

        Reader(String source, int start, String closer) {
            this.source = source;
            this.closer = closer;
            this.at = start + 2;
            int close = closer.equals("?>") ? -1 : source.indexOf(closer, at);
            this.limit = close < 0 ? source.length() : close;
        }

        ServerCode read() {
            while (at < limit && !source.startsWith(closer, at)) {
                char c = source.charAt(at);
                if (c == '\'' || c == '"') {
                    readString(c);
                } else if (source.startsWith("/*", at)) {
                    addComment(endOfComment());
                } else if (source.startsWith("//", at) || (c == '#' && !source.startsWith("#[", at))) {
                    addComment(endOfLineComment());
                } else if (!source.startsWith("<<<", at) || !readHeredoc()) {
                    at++;
                }
            }
            return new ServerCode(Math.min(at + closer.length(), source.length()), literals, comments);
        }

        private void readString(char quote) {
            int start = at + 1;
            int end = start;
            while (end < limit && source.charAt(end) != quote) {
                end += source.charAt(end) == '\\' ? 2 : 1;
            }
            end = Math.min(end, limit);
            literals.add(new Literal(start, end, quote == '"'));
            at = Math.min(end + 1, limit);
        }

        private int endOfComment() {
            int end = at + 2;
            while (end < limit && !source.startsWith("*/", end)) {
                end++;
            }
            return end < limit ? end + 2 : limit;
        }

        private int endOfLineComment() {
            int end = at;
            while (end < limit && source.charAt(end) != '\n' && !source.startsWith(closer, end)) {
                end++;
            }
            return end;
        }

        private void addComment(int end) {
            comments.add(new Passage(at, end, ""));
            at = end;
        }

        /** {@code <<<NAME}, a text of several lines, {@code NAME}. */
        private boolean readHeredoc() {
            int nameStart = at + 3;
            while (nameStart < limit && " '\"".indexOf(source.charAt(nameStart)) >= 0) {
                nameStart++;
            }
            int nameEnd = nameStart;
            while (nameEnd < limit && Character.isJavaIdentifierPart(source.charAt(nameEnd))) {
                nameEnd++;
            }
            int bodyStart = nameEnd;
            while (bodyStart < limit && bodyStart - nameEnd < 3 && source.charAt(bodyStart) != '\n') {
                bodyStart++;
            }
            if (nameEnd == nameStart || bodyStart >= limit || source.charAt(bodyStart) != '\n') {
                return false;
            }
            int end = endOfHeredoc(source.substring(nameStart, nameEnd), bodyStart);
            literals.add(new Literal(bodyStart, end, false));
            at = end;
            return true;
        }

        private int endOfHeredoc(String name, int from) {
            for (int line = from; line >= 0 && line < limit; line = source.indexOf('\n', line + 1)) {
                int word = line + 1;
                while (word < limit && (source.charAt(word) == ' ' || source.charAt(word) == '\t')) {
                    word++;
                }
                int after = word + name.length();
                if (source.startsWith(name, word)
                        && (after >= limit || !Character.isJavaIdentifierPart(source.charAt(after)))) {
                    return word;
                }
            }
            return limit;
        }
    }
}
