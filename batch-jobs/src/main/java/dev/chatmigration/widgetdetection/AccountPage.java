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
    private static final int PIECE = 128;

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
            update(digest, source.content());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A few characters beyond Latin-1 make Java encode a whole text one by one; so it goes piece by piece, most without any. */
    private static void update(MessageDigest digest, String text) {
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(start + PIECE, text.length());
            while (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end++;
            }
            digest.update(text.substring(start, end).getBytes(StandardCharsets.UTF_8));
            start = end;
        }
    }
}
