package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatmigration.mail.CalendarPart;
import dev.chatmigration.mail.MailRenderer;
import dev.chatmigration.mail.RenderedMail;
import dev.chatmigration.notification.MailTemplates;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes the message that is stored: complete but for the token of a setup link. Values from outside reach headers only
 * through {@link OneLine} and the calls that encode them.
 */
@Component
class MailComposer {
    private static final Logger LOG = LoggerFactory.getLogger(MailComposer.class);
    private static final int SUBJECT_LENGTH = 200;

    private static final String STREAM_PROVIDER = "jakarta.mail.util.StreamProvider";

    static {
        // Without a name Jakarta Mail searches the class path for this class at every part of every mail.
        if (System.getProperty(STREAM_PROVIDER) == null) {
            System.setProperty(STREAM_PROVIDER, "org.eclipse.angus.mail.util.MailStreamProvider");
        }
    }

    private final MailRenderer renderer;
    private final Session ascii = session(false);
    private final Session international = session(true);
    private final Sender sender;

    MailComposer(MailRenderer renderer, Sender sender) {
        this.renderer = renderer;
        this.sender = sender;
    }

    /** @param date the date that the mail will always carry */
    MessageBytes compose(OutboxMail mail, MailAddress to, Instant date) throws UnsendableMail {
        RenderedMail rendered = render(mail, to);
        try {
            MimeMessage message = new MimeMessage(to.isInternational() ? international : ascii);
            message.setFrom(sender.from());
            message.setReplyTo(new InternetAddress[] {sender.replyTo()});
            message.setRecipient(Message.RecipientType.TO, to.named(mail.recipientName()));
            message.setSubject(OneLine.of(rendered.subject(), SUBJECT_LENGTH), "UTF-8");
            message.setSentDate(Date.from(date));
            message.setHeader("Auto-Submitted", "auto-generated");
            // Not "All": that would suppress the bounces, which somebody must see.
            message.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
            message.setHeader("Content-Language", mail.language().words());
            message.setContent(body(rendered));
            message.saveChanges();
            // Last, since saving puts one of its own there.
            message.setHeader("Message-ID", "<" + mail.messageId() + ">");
            return bytes(message);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("The message " + mail.messageId() + " could not be put together", e);
        }
    }

    // A notice that no template can write must not keep the others from being sent.
    private RenderedMail render(OutboxMail mail, MailAddress to) throws UnsendableMail {
        try {
            return renderer.mail(mail.notice(), mail.language(), to.unnamed().getAddress(), mail.createdAt());
        } catch (RuntimeException e) {
            LOG.error("The words of {} could not be written", mail.messageId(), e);
            throw new UnsendableMail("The words of the mail could not be written: "
                    + e.getClass().getSimpleName());
        }
    }

    /**
     * Two for all mails: making one searches the class path. Names travel as they are only beside an address that does so
     * too, since such a mail needs a server that takes more than ASCII; all others are encoded.
     */
    private static Session session(boolean beyondAscii) {
        Properties properties = new Properties();
        properties.put("mail.mime.allowutf8", Boolean.toString(beyondAscii));
        return Session.getInstance(properties);
    }

    // Some clients see the calendar part only as an alternative, some only as an attachment.
    private static Multipart body(RenderedMail rendered) throws MessagingException {
        CalendarPart calendar = rendered.calendar();
        Multipart alternative = new MimeMultipart(
                "alternative", text("text/plain", rendered.text()), text("text/html", rendered.html()));
        if (calendar == null) {
            return alternative;
        }
        alternative.addBodyPart(
                base64("text/calendar; charset=UTF-8; method=" + calendar.method(), calendar.ics(), "inline"));
        MimeBodyPart wrapped = new MimeBodyPart();
        wrapped.setContent(alternative);
        return new MimeMultipart(
                "mixed",
                wrapped,
                base64(
                        "application/ics; name=\"upgrade.ics\"",
                        calendar.ics(),
                        "attachment; filename=\"upgrade.ics\""));
    }

    private static BodyPart text(String type, String text) throws MessagingException {
        InternetHeaders headers = new InternetHeaders();
        headers.setHeader("Content-Type", type + "; charset=UTF-8");
        headers.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return new MimeBodyPart(headers, QuotedPrintable.encode(text, MailTemplates.LINK_PLACEHOLDER));
    }

    private static BodyPart base64(String type, String text, String disposition) throws MessagingException {
        InternetHeaders headers = new InternetHeaders();
        headers.setHeader("Content-Type", type);
        headers.setHeader("Content-Transfer-Encoding", "base64");
        headers.setHeader("Content-Disposition", disposition);
        return new MimeBodyPart(headers, Base64.getMimeEncoder().encode(text.getBytes(UTF_8)));
    }

    private static MessageBytes bytes(MimeMessage message) throws IOException, MessagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return new MessageBytes(out.toByteArray());
    }
}
