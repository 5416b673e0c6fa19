package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTransportTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void onlyTheOwnerMayReadTheMails() throws Exception {
        Path folder = data.resolve("deep/mail");

        assertThat(send(folder, mail("scheduled.7.1.aa@mail.example", "hello"))).isEqualTo(new Outcome.Sent());

        Path file = folder.resolve("scheduled.7.1.aa@mail.example.eml");
        assertThat(file).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderOpenToOthersIsClosed() throws Exception {
        Path folder = Files.createDirectory(data.resolve("mail"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        send(folder, mail("a@mail.example", "hello"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void theSameMailSentAgainReplacesItsFile() throws Exception {
        Path folder = data.resolve("mail");
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("a@mail.example.part"), "half of a mail, left by a dead process");

        send(folder, mail("a@mail.example", "first"));
        send(folder, mail("a@mail.example", "second"));

        assertThat(folder).isDirectoryContaining("glob:**/a@mail.example.eml");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThat(folder.resolve("a@mail.example.eml")).hasContent("second");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidSo() throws Exception {
        Path folder = Files.writeString(data.resolve("file"), "in the way").resolve("mail");

        assertThatThrownBy(() -> send(folder, mail("a@mail.example", "hello")))
                .isInstanceOf(TransportUnavailable.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void noMessageIdLeadsOutOfTheFolder() {
        assertThatThrownBy(() -> send(data.resolve("mail"), mail("../evil", "hello")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Outcome send(Path folder, OutgoingMail mail) throws TransportUnavailable {
        try (MailTransport.Connection connection = new FileTransport(folder).connection()) {
            connection.prepare(mail);
            return connection.send(mail, null);
        }
    }

    private static OutgoingMail mail(String messageId, String text) throws UnsendableMail {
        return new OutgoingMail(messageId, MailAddress.of("ann@shop.example"), new MessageBytes(text.getBytes(UTF_8)));
    }
}
