package dev.chatmigration.maildispatch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mails as {@code .eml} files. They are deliveries and hold links that act, so only the owner may read them. The same mail
 * sent again replaces its own file.
 */
final class FileTransport implements MailTransport {
    private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9_][a-z0-9._@-]*");

    private final Path folder;

    FileTransport(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean replacesEarlier() {
        return true;
    }

    @Override
    public Connection connection() {
        return new Connection() {
            @Override
            public void prepare(OutgoingMail mail) throws TransportUnavailable {
                try {
                    makeFolder();
                } catch (IOException e) {
                    throw new TransportUnavailable(unavailable(e), e);
                }
            }

            @Override
            public Outcome send(OutgoingMail mail, @Nullable OutgoingMail next) {
                try {
                    write(mail);
                    return new Outcome.Sent();
                } catch (IOException e) {
                    return new Outcome.NotHandedOver(unavailable(e));
                }
            }

            @Override
            public void close() {}
        };
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, onlyOwner("rwx------"));
        } else if (hasModes()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    // Complete or not there at all: whoever watches the folder never sees half a mail.
    private void write(OutgoingMail mail) throws IOException {
        Path part = folder.resolve(fileName(mail) + ".part");
        Files.deleteIfExists(part);
        try (SeekableByteChannel channel =
                Files.newByteChannel(part, Set.of(CREATE, WRITE, TRUNCATE_EXISTING), onlyOwner("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(mail.message().bytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, folder.resolve(fileName(mail) + ".eml"), ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private static String fileName(OutgoingMail mail) {
        if (!FILE_NAME.matcher(mail.messageId()).matches()) {
            throw new IllegalArgumentException("No file can be named after the Message-ID " + mail.messageId());
        }
        return mail.messageId();
    }

    private FileAttribute<?>[] onlyOwner(String modes) {
        return hasModes()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))}
                : new FileAttribute<?>[0];
    }

    private boolean hasModes() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private String unavailable(IOException e) {
        return "Mails wait: the folder %s cannot be written (%s). Make room there or correct its rights; the next run sends them."
                .formatted(folder.toAbsolutePath(), OneLine.of(e.toString(), 200));
    }
}
