package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.notification.MailTemplates;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the token of a setup link where the stored message holds its place. */
@Component
class SetupTokenExchange {
    private static final String END_OF_HEADERS = "\r\n\r\n";

    private final ObjectProvider<SetupTokens> tokens;

    SetupTokenExchange(ObjectProvider<SetupTokens> tokens) {
        this.tokens = tokens;
    }

    /**
     * The bytes to send: the stored ones, and where the notice is about a setup link, its token in them. Never in the
     * headers, which every relay logs.
     *
     * @throws SetupTokenUnavailable where the token cannot be told now
     */
    MessageBytes outgoing(OutboxMail mail, MessageBytes stored, Instant now)
            throws UnsendableMail, SetupTokenUnavailable {
        String selector = selector(mail.notice());
        if (selector == null) {
            return stored;
        }
        // One character for each byte, so that nothing but the placeholder changes.
        String message = new String(stored.bytes(), ISO_8859_1);
        int body = message.indexOf(END_OF_HEADERS);
        String token = token(selector, now);
        String exchanged = message.substring(body).replace(MailTemplates.LINK_PLACEHOLDER, token);
        return new MessageBytes((message.substring(0, body) + exchanged).getBytes(ISO_8859_1));
    }

    private static @Nullable String selector(Notice notice) {
        if (notice instanceof Notice.SetPassword setPassword) {
            return setPassword.selector();
        }
        return notice instanceof Notice.SetPasswordReminder reminder ? reminder.selector() : null;
    }

    private String token(String selector, Instant now) throws UnsendableMail, SetupTokenUnavailable {
        String token;
        try {
            token = tokens.getObject().tokenFor(selector, now);
        } catch (RuntimeException e) {
            throw new SetupTokenUnavailable(
                    "Mails with a setup link wait: the links cannot be signed (%s). Check MIGRATION_LINK_KEY or the file link.key; the next run sends them."
                            .formatted(OneLine.of(String.valueOf(e.getMessage()), 300)),
                    e);
        }
        if (token == null) {
            throw new UnsendableMail("The setup link does not work any more");
        }
        return token;
    }
}
