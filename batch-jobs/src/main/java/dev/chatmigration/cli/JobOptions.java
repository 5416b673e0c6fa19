package dev.chatmigration.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads what job commands are given. */
final class JobOptions {
    private JobOptions() {}

    /** An existing, readable feed directory. */
    static Path feed(Path directory) {
        if (!Files.exists(directory)) {
            throw CommandRefused.nothingStarted(
                    "The feed directory " + directory + " does not exist; name an existing one with --feed.");
        }
        if (!Files.isDirectory(directory)) {
            throw CommandRefused.nothingStarted(
                    "The feed " + directory + " is not a directory; name the folder that holds the .ndjson files.");
        }
        if (!Files.isReadable(directory)) {
            throw CommandRefused.nothingStarted("The feed directory " + directory + " cannot be read.");
        }
        return directory;
    }

    /** An ISO-8601 instant such as 2026-12-01T01:00:00Z. */
    static @Nullable Instant instant(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw CommandRefused.nothingStarted(
                    option + " takes an instant such as 2026-12-01T01:00:00Z, not '" + text + "'.");
        }
    }
}
