package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.maildispatch.SetupTokens.LinkInMail;
import dev.chatmigration.notification.MailTemplates;
import dev.chatmigration.notification.NoticeJson;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the tokens of setup links where stored messages hold their place. */
@Component
class SetupTokenExchange {
    private static final String END_OF_HEADERS = "\r\n\r\n";

    private final ObjectProvider<SetupTokens> tokens;

    SetupTokenExchange(ObjectProvider<SetupTokens> tokens) {
        this.tokens = tokens;
    }

    /** What the links of these mails are worth now, by selector; one question for all of them. */
    Map<String, LinkInMail> links(Collection<OutboxMail> mails, Instant now) {
        var selectors = mails.stream()
                .map(SetupTokenExchange::selector)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return selectors.isEmpty() ? Map.of() : tokens.getObject().tokensFor(selectors, now);
    }

    /** The selector of the link that a mail is about; null where it is about none. */
    static @Nullable String selector(OutboxMail mail) {
        return selector(mail.kind(), mail.facts());
    }

    /** The same of a notice as it is stored. */
    static @Nullable String selector(NoticeKind kind, String facts) {
        if (kind != NoticeKind.SET_PASSWORD && kind != NoticeKind.SET_PASSWORD_REMINDER) {
            return null;
        }
        Notice notice = NoticeJson.read(kind, facts);
        if (notice instanceof Notice.SetPassword setPassword) {
            return setPassword.selector();
        }
        return notice instanceof Notice.SetPasswordReminder reminder ? reminder.selector() : null;
    }

    /** The stored bytes with the token in them. Never in the headers, which every relay logs. */
    static MessageBytes exchanged(MessageBytes stored, LinkInMail.Token token) {
        // One character for each byte, so that nothing but the placeholder changes.
        String message = new String(stored.bytes(), ISO_8859_1);
        int body = message.indexOf(END_OF_HEADERS);
        String exchanged = message.substring(body).replace(MailTemplates.LINK_PLACEHOLDER, token.text());
        return new MessageBytes((message.substring(0, body) + exchanged).getBytes(ISO_8859_1));
    }
}
