package dev.chatmigration.maildispatch;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Hands its bytes over as they are, and remembers whether it did. All that may fail once the last byte is written is the
 * final dot and the answer to it; the exceptions do not tell reliably, since a time-out names no command.
 */
final class SmtpMessage extends MimeMessage {
    private final MessageBytes bytes;
    private boolean written;

    /** @param from the envelope sender, unless {@code mail.smtp.from} sets another */
    SmtpMessage(Session session, InternetAddress from, MessageBytes bytes) throws MessagingException {
        super(session);
        setFrom(from);
        this.bytes = bytes;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoreList) throws IOException {
        out.write(bytes.bytes());
        out.flush();
        written = true;
    }

    boolean isWritten() {
        return written;
    }
}
