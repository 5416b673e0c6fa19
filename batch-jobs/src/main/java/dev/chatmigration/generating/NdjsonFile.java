package dev.chatmigration.generating;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of JSON lines that counts them and knows its hash when it is closed. */
final class NdjsonFile implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BUFFER = 1 << 17;

    private final String name;
    private final MessageDigest digest;
    private final OutputStream out;
    private long lines;

    NdjsonFile(Path directory, String name) throws IOException {
        this.name = name;
        this.digest = sha256();
        this.out = new BufferedOutputStream(
                new DigestOutputStream(
                        Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW), digest),
                BUFFER);
    }

    void write(JsonNode record) throws IOException {
        out.write(JSON.writeValueAsBytes(record));
        out.write('\n');
        lines++;
    }

    String name() {
        return name;
    }

    long lines() {
        return lines;
    }

    /** Of what has been written; to be asked once, after closing. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
