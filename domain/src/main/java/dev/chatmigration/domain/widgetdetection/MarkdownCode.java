package dev.chatmigration.domain.widgetdetection;

import java.util.ArrayList;
import java.util.List;

/** A Markdown source with its code samples blanked: fences, and spans between backticks. Raw HTML in Markdown is live and stays. */
final class MarkdownCode {

    private static final String WHY = "a code sample in Markdown, shown and not run";

    private final String source;
    private final char[] result;
    private final List<Passage> passages = new ArrayList<>();

    private MarkdownCode(String source) {
        this.source = source;
        this.result = source.toCharArray();
    }

    static MarkdownCode of(String source) {
        var code = new MarkdownCode(source);
        code.read();
        return code;
    }

    String text() {
        return new String(result);
    }

    List<Passage> passages() {
        return passages;
    }

    private void read() {
        int fenceStart = -1;
        var fence = "";
        boolean afterText = false;
        boolean indentedSample = false;
        int line = 0;
        while (line < source.length()) {
            int end = source.indexOf('\n', line);
            end = end < 0 ? source.length() : end;
            var text = source.substring(line, end);
            var stripped = text.strip();
            if (fenceStart >= 0) {
                if (stripped.startsWith(fence)) {
                    blank(fenceStart, end);
                    fenceStart = -1;
                }
            } else if (stripped.startsWith("```") || stripped.startsWith("~~~")) {
                fenceStart = line;
                fence = stripped.substring(0, 3);
            } else if (!stripped.isEmpty()) {
                // Four spaces make a sample after prose and an empty line; inside an HTML block they are mere layout.
                boolean indented = text.startsWith("    ") || text.startsWith("\t");
                indentedSample = indented && (indentedSample || afterText);
                if (indentedSample) {
                    blank(line, end);
                } else {
                    blankSpans(line, end);
                }
            }
            if (!indentedSample) {
                afterText = stripped.isEmpty() ? afterText : !stripped.startsWith("<") && !stripped.endsWith(">");
            }
            line = end + 1;
        }
        if (fenceStart >= 0) {
            blank(fenceStart, source.length());
        }
    }

    private void blankSpans(int start, int end) {
        var line = source.substring(start, end);
        int open = line.indexOf('`');
        while (open >= 0) {
            int close = line.indexOf('`', open + 1);
            if (close < 0) {
                return;
            }
            blank(start + open, start + close + 1);
            open = line.indexOf('`', close + 1);
        }
    }

    private void blank(int start, int end) {
        passages.add(new Passage(start, end, WHY));
        for (int at = start; at < end; at++) {
            if (result[at] != '\n') {
                result[at] = ' ';
            }
        }
    }
}
