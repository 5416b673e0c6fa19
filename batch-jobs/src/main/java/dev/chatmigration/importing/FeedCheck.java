package dev.chatmigration.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at a feed before anything of it is stored: the directory can be read, and where there is a
 * {@code manifest.json}, every file in it is there with that many lines and that hash.
 */
@Component
public class FeedCheck {
    private static final String MANIFEST = "manifest.json";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Returns if the feed may be imported, else throws with one sentence for each difference. */
    public void check(Path feed) {
        if (!Files.isDirectory(feed)) {
            throw new FeedRefused(List.of("The feed directory does not exist: " + feed + "."));
        }
        if (!Files.isReadable(feed)) {
            throw new FeedRefused(List.of("The feed directory cannot be read: " + feed + "."));
        }
        Path manifest = feed.resolve(MANIFEST);
        if (Files.exists(manifest)) {
            List<String> differences = differences(feed, manifest);
            if (!differences.isEmpty()) {
                throw new FeedRefused(differences);
            }
        }
    }

    private static List<String> differences(Path feed, Path manifest) {
        JsonNode entries;
        try {
            entries = JSON.readTree(Files.readAllBytes(manifest));
        } catch (IOException | JacksonException e) {
            return List.of(
                    MANIFEST + " cannot be read as JSON: " + Found.visible(String.valueOf(e.getMessage()), 200) + ".");
        }
        if (!entries.isArray()) {
            return List.of(MANIFEST + " should be a list of {file, lines, sha256}, but is " + Found.in(entries) + ".");
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String difference = difference(feed, entries.get(i), i + 1);
            if (difference != null) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private static @Nullable String difference(Path feed, JsonNode entry, int number) {
        JsonNode file = entry.get("file");
        JsonNode lines = entry.get("lines");
        JsonNode sha256 = entry.get("sha256");
        if (file == null
                || !file.isString()
                || lines == null
                || !lines.isIntegralNumber()
                || !lines.canConvertToLong()
                || sha256 == null
                || !sha256.isString()
                || !SHA_256.matcher(sha256.stringValue()).matches()) {
            return MANIFEST + " should name file, lines and sha256 in each entry, but entry " + number + " does not.";
        }
        String name = Found.visible(file.stringValue(), 200);
        Path path = inside(feed, file.stringValue());
        if (path == null) {
            return MANIFEST + " names " + name + ", which is not a file of the feed.";
        }
        try {
            String hash = hash(path);
            if (!hash.equals(sha256.stringValue().toLowerCase(Locale.ROOT))) {
                return name + " should have the SHA-256 " + sha256.stringValue().toLowerCase(Locale.ROOT) + ", but has "
                        + hash + ".";
            }
            long counted = lines(path);
            return counted == lines.longValue()
                    ? null
                    : name + " should have " + lines.longValue() + " lines, but has " + counted + ".";
        } catch (IOException e) {
            return name + " could not be read: " + Found.visible(String.valueOf(e.getMessage()), 200) + ".";
        }
    }

    private static @Nullable Path inside(Path feed, String name) {
        try {
            Path path = feed.resolve(name).normalize();
            return path.startsWith(feed.normalize()) && Files.isRegularFile(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Line ends, and one more where text follows the last of them; of a packed file those of its content. */
    private static long lines(Path file) throws IOException {
        long lines = 0;
        byte last = '\n';
        byte[] block = new byte[1 << 16];
        try (InputStream in = FeedFiles.open(file)) {
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n') {
                        lines++;
                    }
                }
                last = block[read - 1];
            }
        }
        return last == '\n' ? lines : lines + 1;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
