package dev.chatmigration.pagefetching;

import dev.chatmigration.settings.MigrationSettings.FetchPages;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a fetch may go.
 *
 * @param allowPrivate whether private, loopback and other special addresses may be reached, on any port
 * @param contact where whoever runs a site learns who we are; stands in the User-Agent
 * @param connectLimit for opening one connection
 * @param timeLimit for a page with all its redirects
 * @param sizeLimit of a page, in bytes after decompression
 */
public record FetchRules(
        boolean allowPrivate, @Nullable URI contact, Duration connectLimit, Duration timeLimit, int sizeLimit) {
    /** The name that {@code robots.txt} knows us by. */
    static final String PRODUCT = "chat-migration";

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    /** The limits that suit a page of a public site: 5 s to connect, 20 s in all, 5 MB. */
    public static FetchRules usual(boolean allowPrivate, @Nullable URI contact) {
        return new FetchRules(allowPrivate, contact, CONNECT_LIMIT, Duration.ofSeconds(20), FIVE_MEGABYTES);
    }

    /** The limits that operations have set for the night. */
    static FetchRules of(FetchPages settings) {
        return new FetchRules(
                settings.allowPrivate(), settings.contact(), CONNECT_LIMIT, settings.pageTime(), settings.pageSize());
    }

    String userAgent() {
        return contact == null ? PRODUCT : PRODUCT + " (+" + contact.toASCIIString() + ")";
    }
}
