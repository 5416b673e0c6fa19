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
        char first = word.charAt(0);
        char other = Character.toUpperCase(first);
        int last = text.length() - word.length();
        for (int at = from; at <= last; at++) {
            char c = text.charAt(at);
            if ((c == first || c == other) && text.regionMatches(true, at, word, 0, word.length())) {
                return at;
            }
        }
        return -1;
    }
}
