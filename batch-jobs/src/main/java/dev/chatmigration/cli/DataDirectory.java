package dev.chatmigration.cli;

import dev.chatmigration.database.TablesInOneGo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the embedded set-up. H2 lets one process in, so the folder is locked for the life of a command, and the
 * lock says who holds it. The operating system frees it when the process dies, however it dies.
 */
final class DataDirectory implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private static final Pattern HOLDER = Pattern.compile("^process (\\d{1,18}),");

    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder if it is missing, readable by its owner only.
     *
     * @throws CommandRefused where it cannot be made or written
     */
    static Path prepare(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(absolute);
                if (Files.getFileStore(absolute).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(absolute, OWNER_ONLY);
                }
            }
        } catch (IOException e) {
            throw CommandRefused.nothingStarted("The data directory " + absolute + " cannot be made (" + e.getMessage()
                    + "); name another one with --data.");
        }
        if (!Files.isWritable(absolute)) {
            throw CommandRefused.nothingStarted("The data directory " + absolute
                    + " is not writable; change its permissions or name another one with --data.");
        }
        return absolute;
    }

    /**
     * Takes the folder for this process; tables that a start before this one left half made are put back.
     *
     * @throws CommandRefused where another process has it, naming that process
     */
    static DataDirectory lock(Path folder) {
        Path file = folder.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new CommandRefused(
                        ExitCode.UNFINISHED,
                        "The data directory " + folder + " is in use by "
                                + (holder.isEmpty() ? "another process" : holder)
                                + "; wait for it to end, or use the console of the one that serves.");
            }
            String owner = "process " + ProcessHandle.current().pid() + ", started "
                    + ProcessHandle.current()
                            .info()
                            .startInstant()
                            .orElse(Instant.now())
                            .truncatedTo(ChronoUnit.SECONDS);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
            StopRequest.discard(folder);
            TablesInOneGo.putBack(folder.resolve("migration"));
            return new DataDirectory(channel, lock);
        } catch (IOException e) {
            throw CommandRefused.nothingStarted(
                    "The data directory " + folder + " cannot be locked (" + e.getMessage() + ").");
        }
    }

    /** The other process that has the folder; empty where none has. */
    static Optional<ProcessHandle> holder(Path folder) {
        Path file = folder.resolve("lock");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                lock.close();
                return Optional.empty();
            }
            Matcher holder = HOLDER.matcher(Files.readString(file));
            return holder.find() ? ProcessHandle.of(Long.parseLong(holder.group(1))) : Optional.empty();
        } catch (IOException e) {
            throw CommandRefused.nothingStarted(
                    "The lock of the data directory " + folder + " cannot be read (" + e.getMessage() + ").");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        channel.close();
    }
}
