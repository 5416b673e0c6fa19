package dev.chatmigration.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells records apart by what is kept of them; a change in a field that nobody reads is no change. */
final class ContentHash {
    private ContentHash() {}

    /** The values hold no control characters, so that these can stand between them. */
    static String of(@Nullable Object... values) {
        StringBuilder content = new StringBuilder();
        for (Object value : values) {
            content.append(value == null ? "\u0000" : value).append('\u001F');
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
