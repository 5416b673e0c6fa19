package dev.chatmigration.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a full disk from other failures, whoever ran into it. */
public final class NoRoom {
    /** PostgreSQL, appendix A: disk_full. */
    private static final String DISK_FULL = "53100";

    private static final long TOO_LITTLE = 1_000_000;
    private static final int DEEPEST = 50;

    private NoRoom() {}

    /**
     * What to do, in one sentence; empty where the disk was not full.
     *
     * @param folder where our files are: a file database that lost its disk in the background only says that it is closed
     */
    public static Optional<String> sentence(Throwable failure, Path folder) {
        return sentence(failure)
                .or(() -> folder.toFile().exists() && folder.toFile().getUsableSpace() < TOO_LITTLE
                        ? Optional.of(sentence("less than 1 MB is free in " + folder))
                        : Optional.empty());
    }

    /** What to do, in one sentence; empty where the disk was not full. */
    public static Optional<String> sentence(Throwable failure) {
        Optional<String> found = Optional.empty();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isFull(cause)) {
                found = Optional.of(sentence(
                        String.valueOf(cause.getMessage()).lines().findFirst().orElse("")));
            }
            cause = cause.getCause();
        }
        return found;
    }

    private static String sentence(String what) {
        return "The disk is full (" + what + "). Make room, then give the same command again.";
    }

    private static boolean isFull(Throwable cause) {
        return (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState()))
                || says(cause.getMessage(), "No space left on device")
                || says(cause.getMessage(), "There is not enough space on the disk");
    }

    private static boolean says(@Nullable String message, String part) {
        return message != null && message.contains(part);
    }
}
