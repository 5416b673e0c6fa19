package dev.chatmigration.domain.widgetdetection;

import java.util.Arrays;

/** A piece of text and the lines of the source on which it stands. */
final class Fragment {

    private final String text;
    private final int firstLine;
    private final boolean onOneLine;
    private int[] lineStarts = {};

    private Fragment(String text, int firstLine, boolean onOneLine) {
        this.text = text;
        this.firstLine = firstLine;
        this.onOneLine = onOneLine;
    }

    /** A whole source. */
    static Fragment of(String text) {
        return new Fragment(text, 1, false);
    }

    String text() {
        return text;
    }

    /** A text whose line breaks are those of this fragment, from the offset on. */
    Fragment part(String partText, int offset) {
        return new Fragment(partText, lineAt(offset), onOneLine);
    }

    /** A text decoded from a literal or an attribute: its line breaks are not those of the source. */
    Fragment decoded(String decodedText, int offset) {
        return new Fragment(decodedText, lineAt(offset), true);
    }

    /** 1-based line of the source. */
    int lineAt(int offset) {
        if (onOneLine) {
            return firstLine;
        }
        if (lineStarts.length == 0) {
            lineStarts = startsOfLines();
        }
        int found = Arrays.binarySearch(lineStarts, offset);
        return firstLine + (found >= 0 ? found : -found - 2);
    }

    private int[] startsOfLines() {
        var starts = new int[64];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}
