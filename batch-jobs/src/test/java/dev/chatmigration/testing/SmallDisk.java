package dev.chatmigration.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory that is full when a test wants it to be; only root may have one, on Linux. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one at a folder; where that cannot be done the test is skipped and says so. */
    public static SmallDisk at(Path folder, int kilobytes) {
        try {
            Files.createDirectories(folder);
            int status = call("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
            Assumptions.assumeTrue(status == 0, "No small disk can be mounted here: that takes root on Linux");
        } catch (IOException e) {
            Assumptions.abort("No small disk can be mounted here: " + e.getMessage());
        }
        return new SmallDisk(folder);
    }

    /** Leaves no byte free. */
    public void fill() {
        byte[] page = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(folder.resolve("filler"))) {
            long free = folder.toFile().getUsableSpace();
            for (long written = 0; written < free; written += page.length) {
                filler.write(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes room, or takes what is not used. */
    public void resize(int kilobytes) {
        try {
            int status = call("mount", "-o", "remount,size=" + kilobytes + "k", folder.toString());
            if (status != 0) {
                throw new IllegalStateException("No remount, status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int call(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            call("umount", "--lazy", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
