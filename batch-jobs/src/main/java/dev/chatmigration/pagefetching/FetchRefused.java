package dev.chatmigration.pagefetching;

/** A page that is not fetched, with the sentence that says why. */
final class FetchRefused extends Exception {
    private static final long serialVersionUID = 1L;

    FetchRefused(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
