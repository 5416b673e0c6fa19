package dev.chatmigration.passwordsetup;

import dev.chatmigration.domain.passwordsetup.LinkKey;
import dev.chatmigration.settings.MigrationSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that sign links. They lie outside the database, so that a copy of the database makes no link: in the setting,
 * or in a file that only its owner may read and that is made the first time a link is needed. The first key signs; those
 * behind it are former ones, kept as long as mails wait whose links they signed.
 */
@Component
class LinkKeys {
    private static final int BYTES = 32;
    private static final String FILE = "link.key";
    private static final Pattern BETWEEN_KEYS = Pattern.compile("[,\\s]+");

    private final MigrationSettings settings;
    private final SecureRandom random;
    private @Nullable Map<String, LinkKey> keys;

    LinkKeys(MigrationSettings settings) {
        this.settings = settings;
        this.random = new SecureRandom();
    }

    SecureRandom random() {
        return random;
    }

    /**
     * The key that signs new links.
     *
     * @throws IllegalStateException where it cannot be read, with a sentence that never shows any of it
     */
    LinkKey current() {
        return all().values().iterator().next();
    }

    /**
     * The key of this id, the current one or a former one.
     *
     * @throws IllegalStateException where it is not known here, or none can be read
     */
    LinkKey byId(String id) {
        LinkKey key = all().get(id);
        if (key == null) {
            throw new IllegalStateException("the link key " + id
                    + " is not known here; put the former key behind the current one, separated by a comma");
        }
        return key;
    }

    private synchronized Map<String, LinkKey> all() {
        Map<String, LinkKey> known = keys;
        if (known == null) {
            known = load();
            keys = known;
        }
        return known;
    }

    private Map<String, LinkKey> load() {
        String configured = settings.linkKey();
        if (configured != null && !configured.isBlank()) {
            return decodeAll(configured, "MIGRATION_LINK_KEY");
        }
        Path file = settings.dataDir().resolve(FILE);
        try {
            return decodeAll(Files.exists(file) ? Files.readString(file) : create(file), file.toString());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The link key file " + file + " cannot be read or made ("
                            + e.getClass().getSimpleName() + "); set MIGRATION_LINK_KEY or make the folder writable.",
                    e);
        }
    }

    private static Map<String, LinkKey> decodeAll(String text, String where) {
        Map<String, LinkKey> decoded = new LinkedHashMap<>();
        for (String each : BETWEEN_KEYS.split(text.strip(), -1)) {
            LinkKey key = decode(each, where);
            decoded.putIfAbsent(key.id(), key);
        }
        return decoded;
    }

    private String create(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String text = Base64.getEncoder().encodeToString(secret);
        Files.createDirectories(file.toAbsolutePath().getParent());
        // Whole or not there at all: a process that dies here leaves no key of half its length.
        Path part = file.resolveSibling(FILE + "." + ProcessHandle.current().pid() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, ownerOnly(part));
        try {
            Files.writeString(part, text + "\n");
            Files.createLink(file, part);
            return text;
        } catch (FileAlreadyExistsException e) {
            return Files.readString(file);
        } finally {
            Files.delete(part);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
        return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
                }
                : new FileAttribute<?>[0];
    }

    private static LinkKey decode(String text, String where) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(where + " is not base64; make a key with: openssl rand -base64 32");
        }
        if (secret.length < BYTES) {
            throw new IllegalStateException(
                    where + " holds fewer than " + BYTES + " bytes; make a key with: openssl rand -base64 32");
        }
        return new LinkKey(idOf(secret), secret);
    }

    /** Tells keys apart without telling anything about them. */
    private static String idOf(byte[] secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
