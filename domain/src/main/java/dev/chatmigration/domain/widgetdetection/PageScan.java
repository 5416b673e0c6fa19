package dev.chatmigration.domain.widgetdetection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the scans of one page share: the findings, and what scripts of a page know of one another. */
final class PageScan {

    /** Markup in a string in a script in a comment: beyond this nobody looks. */
    static final int DEEPEST = 4;

    private final String text;
    private final boolean functionsMayBeCalledFromElsewhere;
    private final boolean xml;
    private final Findings findings = new Findings();
    private final Map<String, String> globalAliases = new HashMap<>();
    private @Nullable Map<String, Integer> wordCounts;
    private @Nullable Boolean document;

    /**
     * @param text the whole source
     * @param functionsMayBeCalledFromElsewhere true for a script file, whose functions are there for others
     * @param xml true for a file that is read as XML, in whose scripts entities stand for characters
     */
    PageScan(String text, boolean functionsMayBeCalledFromElsewhere, boolean xml) {
        this.text = text;
        this.functionsMayBeCalledFromElsewhere = functionsMayBeCalledFromElsewhere;
        this.xml = xml;
    }

    boolean isXml() {
        return xml;
    }

    Findings findings() {
        return findings;
    }

    /** Variables declared outside any function, by the part of the chat API that they hold. */
    Map<String, String> globalAliases() {
        return globalAliases;
    }

    /** Whether the text is a whole page, in which text outside of scripts is shown, rather than a part to be put into one. */
    boolean isDocument() {
        if (document == null) {
            document = VendorWords.contains(text, "<html") || VendorWords.contains(text, "<body");
        }
        return document;
    }

    /** Whether a function of this name is never mentioned outside its own declaration. */
    boolean isNeverCalled(String function) {
        if (functionsMayBeCalledFromElsewhere) {
            return false;
        }
        if (wordCounts == null) {
            wordCounts = countWords(text);
        }
        return wordCounts.getOrDefault(function, 0) <= 1;
    }

    /** Lists what stands in comments and samples. */
    void scanPassages(Fragment source, List<Passage> passages) {
        for (var passage : passages) {
            var content = source.text().substring(passage.start(), passage.end());
            if (VendorWords.areIn(content)) {
                scanUnknown(source.part(content, passage.start()), Liveness.inactive(passage.why()), 1);
            }
        }
    }

    /** Scans a text that may be markup or script. */
    void scanUnknown(Fragment fragment, Liveness liveness, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (isMarkup(fragment.text())) {
            new MarkupScan(this, liveness, depth).scan(fragment);
        } else {
            new ScriptScan(this, liveness, depth).scan(fragment);
        }
    }

    /** Whether elements stand in the text itself; a script may have some in its strings, as the iframe loaders do. */
    static boolean isMarkup(String text) {
        return holdsElements(text)
                && (!isCode(text)
                        || text.stripLeading().startsWith("<")
                        || VendorWords.contains(text, "<script")
                        || VendorWords.contains(text, "<iframe"));
    }

    /** Whether the text looks like statements of a script rather than like an address or a sentence. */
    static boolean isCode(String text) {
        return text.indexOf('(') >= 0 && (text.indexOf(';') >= 0 || text.indexOf('{') >= 0 || text.contains("$zopim"));
    }

    static boolean holdsElements(String text) {
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            boolean tag =
                    at + 1 < text.length() && (Character.isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '!');
            if (tag) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Integer> countWords(String text) {
        var counts = new HashMap<String, Integer>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                counts.merge(text.substring(start, at), 1, Integer::sum);
            } else {
                at++;
            }
        }
        return counts;
    }
}
