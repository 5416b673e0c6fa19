package dev.chatmigration.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The files of one kind in a feed directory. */
record FeedFiles(Path directory, FeedKind kind) {
    private static final int BUFFER = 1 << 16;

    /** The names of the files, in the order in which they are read. */
    List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(kind::isIn)
                    .filter(name -> !Files.isDirectory(directory.resolve(name)))
                    .sorted()
                    .toList();
        }
    }

    /** Opens a file and unpacks it where its name ends in {@code .gz}. */
    InputStream open(String name) throws IOException {
        return open(directory.resolve(name));
    }

    static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        if (!file.toString().endsWith(".gz")) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, BUFFER);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }
}
