package dev.chatmigration.pagefetching;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** What became of a page that was asked for. */
public sealed interface FetchOutcome {
    /**
     * The page.
     *
     * @param address where it was found, after redirects
     * @param headers the answer's headers, names in lower case
     * @param text its text in the characters that it is written in
     */
    record Fetched(URI address, Map<String, List<String>> headers, String text) implements FetchOutcome {}

    /**
     * No page.
     *
     * @param cause names the host and why; goes on without a full stop
     * @param advice what can be done by whoever asked for this one page
     */
    record NotFetched(Obstacle obstacle, String cause, String advice) implements FetchOutcome {
        /** Cause and advice. */
        public String sentence() {
            return cause + "; " + advice + ".";
        }
    }
}
