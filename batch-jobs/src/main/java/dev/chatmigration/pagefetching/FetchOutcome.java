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
     * @param sentence names the host, why, and what can be done
     */
    record NotFetched(String sentence) implements FetchOutcome {}
}
