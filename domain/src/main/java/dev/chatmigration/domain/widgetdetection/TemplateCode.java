package dev.chatmigration.domain.widgetdetection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source with its server code taken out: comments of template languages are blanked, code is replaced by the text that it would
 * print as far as the file shows, which is its string literals. The text keeps its length, so that positions keep their meaning.
 *
 * <p>Known: PHP, ERB, JSP, ASP, Liquid, Twig, Jinja, Blade, Handlebars, Go, Smarty, FreeMarker, GSP and Razor. Expressions in double
 * braces stay as they are: they stand in strings and addresses only, where they are no key.
 */
final class TemplateCode {

    /** Stands for what only exists on the server or at run time. From the private use area, so no page means anything by it. */
    static final char UNKNOWN = '\uE000';

    private static final String TEMPLATE_COMMENT = "inside a comment of the template";
    private static final String SERVER_COMMENT = "inside a comment of the server code";
    private static final String CODE_SAMPLE = "a code sample, shown and not run";

    /** A tag longer than this is none: two characters of a script happened to look like one. */
    private static final int LONGEST_TAG = 2_000;

    private final String source;
    private char @Nullable [] result;
    private final List<Passage> passages = new ArrayList<>();
    private final Map<String, Search> lastSearches = new HashMap<>();
    private int at;

    /** @param found the first place from there on, or -1 */
    private record Search(int from, int found) {

        boolean answers(int otherFrom) {
            return from <= otherFrom && (found < 0 || otherFrom <= found);
        }
    }

    private TemplateCode(String source) {
        this.source = source;
    }

    static TemplateCode of(String source) {
        var code = new TemplateCode(source);
        if (mayBeIn(source)) {
            code.read();
        }
        return code;
    }

    /**
     * Whether the text has one of the marks that everything below starts with; most pages come from the server without any. Looked for
     * by the character of the mark that is rarer in HTML.
     */
    private static boolean mayBeIn(String source) {
        return isBefore(source, '{', "{%#*")
                || isBehindAngle(source, '%')
                || isBehindAngle(source, '?')
                || isBehindAngle(source, '#')
                || isBefore(source, '@', "*")
                || source.contains("%{--");
    }

    private static boolean isBefore(String source, char c, String followers) {
        for (int at = source.indexOf(c); at >= 0 && at + 1 < source.length(); at = source.indexOf(c, at + 1)) {
            if (followers.indexOf(source.charAt(at + 1)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBehindAngle(String source, char c) {
        for (int at = source.indexOf(c); at >= 0; at = source.indexOf(c, at + 1)) {
            if (at > 0 && source.charAt(at - 1) == '<') {
                return true;
            }
        }
        return false;
    }

    /** The text that is left, as long as the source. */
    String text() {
        return result == null ? source : new String(result);
    }

    /** The comments and code samples that were blanked. */
    List<Passage> passages() {
        return passages;
    }

    private void read() {
        while (at < source.length()) {
            boolean taken = switch (source.charAt(at)) {
                case '<' -> readAngle();
                case '{' -> readBrace();
                case '%' -> source.startsWith("%{--", at) && blankComment(4, "--}%");
                case '@' -> source.startsWith("@*", at) && blankComment(2, "*@");
                default -> false;
            };
            if (!taken) {
                at++;
            }
        }
    }

    private boolean readAngle() {
        if (source.startsWith("<?", at)) {
            return startsPhp() && readServerCode("?>");
        }
        if (source.startsWith("<%--", at)) {
            return blankComment(4, "--%>");
        }
        if (source.startsWith("<%#", at)) {
            return blankComment(3, "%>");
        }
        if (source.startsWith("<%", at)) {
            return closer("%>", at + 2) >= 0 && readServerCode("%>");
        }
        return source.startsWith("<#--", at) && blankComment(4, "-->");
    }

    private boolean startsPhp() {
        return source.startsWith("<?=", at)
                || source.regionMatches(true, at, "<?php", 0, 5)
                || (at + 2 < source.length() && Character.isWhitespace(source.charAt(at + 2)));
    }

    private boolean readBrace() {
        if (source.startsWith("{{--", at)) {
            return blankComment(4, "--}}");
        }
        if (source.startsWith("{{!--", at)) {
            return blankComment(5, "--}}");
        }
        if (source.startsWith("{{!", at)) {
            return blankComment(3, "}}");
        }
        if (source.startsWith("{{/*", at) || source.startsWith("{{- /*", at)) {
            return blankComment(4, "*/");
        }
        if (source.startsWith("{%", at)) {
            return readTag();
        }
        if (source.startsWith("{#", at)) {
            return blankComment(2, "#}");
        }
        return source.startsWith("{*", at) && !source.startsWith("{*/", at) && blankComment(2, "*}");
    }

    private boolean readTag() {
        int end = closer("%}", at + 2);
        if (end < 0 || end - at > LONGEST_TAG) {
            return false;
        }
        int nameStart = at + 2;
        while (nameStart < end && " \t\r\n-+".indexOf(source.charAt(nameStart)) >= 0) {
            nameStart++;
        }
        int nameEnd = nameStart;
        while (nameEnd < end && Character.isLetter(source.charAt(nameEnd))) {
            nameEnd++;
        }
        var name = source.substring(nameStart, nameEnd);
        int tagEnd = end + 2;
        switch (name) {
            case "comment" -> blankUntilEndTag("endcomment", tagEnd, TEMPLATE_COMMENT);
            case "highlight" -> blankUntilEndTag("endhighlight", tagEnd, CODE_SAMPLE);
            default -> {
                fill(at, tagEnd, UNKNOWN);
                at = tagEnd;
            }
        }
        return true;
    }

    private void blankUntilEndTag(String endTag, int bodyStart, String why) {
        int end = closer(endTag, bodyStart);
        int close = end < 0 ? -1 : closer("%}", end);
        if (close < 0) {
            fill(at, bodyStart, UNKNOWN);
            at = bodyStart;
            return;
        }
        blank(bodyStart, end, close + 2, why);
    }

    private boolean blankComment(int openerLength, String closer) {
        int end = closer(closer, at + openerLength);
        if (end < 0) {
            return false;
        }
        blank(at + openerLength, end, end + closer.length(), TEMPLATE_COMMENT);
        return true;
    }

    private void blank(int bodyStart, int bodyEnd, int end, String why) {
        passages.add(new Passage(bodyStart, bodyEnd, why));
        fill(at, end, ' ');
        at = end;
    }

    /** Searching anew for each opener for what stands far behind or nowhere would read a hostile source again and again. */
    private int closer(String closer, int from) {
        var last = lastSearches.get(closer);
        if (last == null || !last.answers(from)) {
            last = new Search(from, source.indexOf(closer, from));
            lastSearches.put(closer, last);
        }
        return last.found();
    }

    private boolean readServerCode(String closer) {
        int start = at;
        var code = ServerCode.read(source, start, closer);
        fill(start, code.end(), UNKNOWN);
        if (VendorWords.areIn(source.substring(start, code.end()))) {
            code.literals().forEach(this::print);
            code.comments()
                    .forEach(comment -> passages.add(new Passage(comment.start(), comment.end(), SERVER_COMMENT)));
        }
        at = code.end();
        return true;
    }

    private void print(ServerCode.Literal literal) {
        var text = writable();
        for (int from = literal.start(); from < literal.end(); from++) {
            char c = source.charAt(from);
            if (c == '\\' && from + 1 < literal.end()) {
                char escaped = source.charAt(from + 1);
                boolean whiteSpace = literal.hasEscapes() && (escaped == 'n' || escaped == 'r' || escaped == 't');
                boolean quote = escaped == '"' || escaped == '\'';
                text[from] = quote ? UNKNOWN : whiteSpace ? ' ' : c;
                text[from + 1] = whiteSpace ? ' ' : escaped;
                from++;
            } else {
                text[from] = c;
            }
        }
    }

    private void fill(int start, int end, char filler) {
        var text = writable();
        for (int position = start; position < end; position++) {
            if (source.charAt(position) != '\n') {
                text[position] = filler;
            }
        }
    }

    private char[] writable() {
        if (result == null) {
            result = source.toCharArray();
        }
        return result;
    }
}
