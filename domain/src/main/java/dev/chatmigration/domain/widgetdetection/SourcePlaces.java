package dev.chatmigration.domain.widgetdetection;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds parsed nodes again in the text that they were parsed from. jsoup can keep the place of every node, for half as
 * much time again as parsing takes; only a handful of nodes of a page are ever told of.
 *
 * <p>Nodes are asked for in the order of the document, so each is looked for behind the one before. A node that stands
 * elsewhere in the source, or in other characters, is taken to stand where the one before does: places are lines shown
 * to people, and nothing is decided by them.
 */
final class SourcePlaces {
    /** How often a text is gone through in all; only a page made to cost time needs more. */
    private static final int PASSES = 20;

    private final String text;
    private long left;
    private int reached;
    private @Nullable Element latest;
    private int placeOfLatest;

    SourcePlaces(String text) {
        this.text = text;
        this.left = (long) PASSES * text.length();
    }

    /** The offset of the element's start tag. */
    int of(Element element) {
        if (!element.equals(latest)) {
            latest = element;
            placeOfLatest = find(element);
        }
        return placeOfLatest;
    }

    private int find(Element element) {
        var mark = plainest(element);
        int found = tag(element.normalName(), mark, reached);
        if (found < 0) {
            found = tag(element.normalName(), mark, 0);
        }
        if (found >= 0) {
            reached = Math.max(reached, endOfTag(found + 1));
        }
        return found < 0 ? reached : found;
    }

    /** The offset at which the content of a script, a comment or a text begins. */
    int of(String content) {
        int found = indexOf(content);
        if (found >= 0) {
            reached = found + content.length();
            return found;
        }
        return ofDecoded(content);
    }

    private int indexOf(String sought) {
        if (left <= 0) {
            return -1;
        }
        int found = text.indexOf(sought, reached);
        left -= (found < 0 ? text.length() : found) - reached;
        return found;
    }

    /** What was written with entities, which are longer than what they stand for, is known by a stretch without any. */
    private int ofDecoded(String content) {
        var line = content.lines().filter(VendorWords::areIn).findFirst().orElse("");
        var run = longestPlainRun(line);
        int found = run.isEmpty() ? -1 : indexOf(run);
        if (found < 0) {
            return reached;
        }
        int runInContent = content.indexOf(run, content.indexOf(line));
        int start = found;
        for (int at = content.lastIndexOf('\n', runInContent); at >= 0; at = content.lastIndexOf('\n', at - 1)) {
            start = Math.max(0, text.lastIndexOf('\n', start - 1));
        }
        reached = found + content.length() - runInContent;
        return start;
    }

    /** The next start tag of this name, at or behind an offset, in which the mark stands; -1 where there is none. */
    private int tag(String name, String mark, int from) {
        int at = from;
        while (left > 0 && (at = text.indexOf('<', at)) >= 0) {
            int behind = at + 1 + name.length();
            if (text.regionMatches(true, at + 1, name, 0, name.length())
                    && behind < text.length()
                    && !Character.isLetterOrDigit(text.charAt(behind))) {
                int end = endOfTag(behind);
                left -= end - behind;
                if (text.substring(behind, end).contains(mark)) {
                    left -= at - from;
                    return at;
                }
            }
            at++;
        }
        left -= text.length() - from;
        return -1;
    }

    private int endOfTag(int from) {
        char quote = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return at;
            } else if ((c == '"' || c == '\'') && text.charAt(at - 1) == '=') {
                quote = c;
            }
        }
        return text.length();
    }

    /** The longest stretch of an attribute that no writer needs entities for; of one that names a vendor, if there is any. */
    private static String plainest(Element element) {
        var longest = "";
        var longestOfVendor = "";
        for (var attribute : element.attributes()) {
            var run = longestPlainRun(attribute.getValue());
            if (run.length() > longest.length()) {
                longest = run;
            }
            if (run.length() > longestOfVendor.length() && VendorWords.areIn(run)) {
                longestOfVendor = run;
            }
        }
        return longestOfVendor.isEmpty() ? longest : longestOfVendor;
    }

    private static String longestPlainRun(String value) {
        int bestStart = 0;
        int bestEnd = 0;
        int start = 0;
        for (int at = 0; at <= value.length(); at++) {
            if (at == value.length() || !isPlain(value.charAt(at))) {
                if (at - start > bestEnd - bestStart) {
                    bestStart = start;
                    bestEnd = at;
                }
                start = at + 1;
            }
        }
        return value.substring(bestStart, bestEnd);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '/'
                || c == '.'
                || c == '-'
                || c == '_'
                || c == '?'
                || c == ':';
    }
}
