package dev.chatmigration.importing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a customer's site as the feed has it.
 *
 * @param file the feed file that names it
 * @param line its line in that file
 * @param url the address as read
 * @param headers the answer's headers by the names that the feed gives them
 * @param html the page's text, from the feed line or from a file beside it
 */
public record PageRecord(
        String file,
        long line,
        long accountId,
        String url,
        @Nullable Instant fetchedAt,
        @Nullable Integer status,
        Map<String, List<String>> headers,
        String html) {}
