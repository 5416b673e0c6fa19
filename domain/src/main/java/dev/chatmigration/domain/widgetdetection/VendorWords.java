package dev.chatmigration.domain.widgetdetection;

/**
 * Looks for the few words without which nothing can be found, in one pass over the text.
 *
 * <p>Only saves work: whatever names a vendor is parsed and decided upon elsewhere. Hosts are written in any case, so words are
 * compared in any case.
 */
final class VendorWords {

    private static final String[] VENDORS = {"zopim", "zdassets", "zendesk", "ze-snippet", "zembed"};

    private VendorWords() {}

    /** Whether the text names a vendor of either widget. */
    static boolean areIn(String text) {
        // Every word starts with a z, and nothing is found faster than a single letter.
        return areIn(text, 'z') || areIn(text, 'Z');
    }

    private static boolean areIn(String text, char first) {
        for (int at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
            int second = at + 1 < text.length() ? text.charAt(at + 1) | 0x20 : 0;
            boolean mayStartVendor = second == 'e' || second == 'o' || second == 'd';
            for (int word = 0; mayStartVendor && word < VENDORS.length; word++) {
                var vendor = VENDORS[word];
                if (text.regionMatches(true, at, vendor, 0, vendor.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the text contains the word, in any case; the word is lower-case ASCII. */
    static boolean contains(String text, String word) {
        return indexOf(text, word, 0) >= 0;
    }

    /** Where the word stands, in any case, or -1; the word is lower-case ASCII. */
    static int indexOf(String text, String word, int from) {
        int mark = markIn(word);
        if (mark < 0) {
            return indexOfLetters(text, word, from);
        }
        char c = word.charAt(mark);
        for (int at = text.indexOf(c, from + mark); at >= 0; at = text.indexOf(c, at + 1)) {
            if (isAt(text, word, at - mark)) {
                return at - mark;
            }
        }
        return -1;
    }

    private static int indexOfLetters(String text, String word, int from) {
        int last = text.length() - word.length();
        for (int at = from; at <= last; at++) {
            if (isAt(text, word, at)) {
                return at;
            }
        }
        return -1;
    }

    /** A character that is the same in any case is found faster than one of two. */
    private static int markIn(String word) {
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            if (c < 'a' || c > 'z') {
                return at;
            }
        }
        return -1;
    }

    private static boolean isAt(String text, String word, int at) {
        char c = text.charAt(at);
        char first = word.charAt(0);
        return (c == first || c == Character.toUpperCase(first))
                && text.regionMatches(true, at, word, 0, word.length());
    }
}
