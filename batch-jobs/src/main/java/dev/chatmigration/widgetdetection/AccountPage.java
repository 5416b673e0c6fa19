package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.PageSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A page of an account's site, wherever it came from.
 *
 * @param source its name is the page's URL
 * @param hash over all that the detector looks at
 */
public record AccountPage(long accountId, PageSource source, String hash) {
    public AccountPage(long accountId, PageSource source) {
        this(accountId, source, hash(source));
    }

    String url() {
        return source.name();
    }

    private static String hash(PageSource source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(source.headers().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(source.content().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
