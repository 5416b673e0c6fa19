package dev.chatmigration.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A feed that a test writes. */
public record FeedDirectory(Path path) {
    public FeedDirectory with(String file, String... lines) {
        return with(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public FeedDirectory with(String file, byte[] content) {
        try {
            Files.write(path.resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FeedDirectory without(String file) {
        try {
            Files.deleteIfExists(path.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] packed(String... lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static String account(long id) {
        return """
                {"account_id":%d,"subdomain":"customer-%d","phase":"legacy_chat","time_zone":"Europe/Paris"}""".formatted(id, id);
    }

    public static String chatAgent(long accountId, long id) {
        return """
                {"account_id":%d,"id":%d,"email":"agent-%d@customer-%d.example","display_name":"Agent %d","enabled":1}""".formatted(accountId, id, id, accountId, id);
    }

    public static String supportUser(long accountId, long id) {
        return """
                {"account_id":%d,"user":{"id":%d,"name":"User %d","email":"user-%d@customer-%d.example","role":"agent"}}""".formatted(accountId, id, id, id, accountId);
    }
}
