package dev.chatmigration.maildispatch;

import dev.chatmigration.settings.MigrationSettings;
import jakarta.mail.internet.InternetAddress;
import org.springframework.stereotype.Component;

/** Who writes all mails. Addresses that cannot be used are refused at start, not once for every mail. */
@Component
class Sender {
    private final MailAddress from;
    private final MailAddress replyTo;
    private final String name;

    Sender(MigrationSettings settings) {
        this.from = address("migration.mail.from", settings.mail().from());
        this.replyTo = address("migration.mail.reply-to", settings.mail().replyTo());
        this.name = settings.mail().fromName();
    }

    InternetAddress from() {
        return from.named(name);
    }

    InternetAddress replyTo() {
        return replyTo.unnamed();
    }

    /** Where a server returns what it cannot deliver, unless {@code mail.smtp.from} says otherwise. */
    InternetAddress envelope() {
        return from.unnamed();
    }

    private static MailAddress address(String setting, String value) {
        try {
            return MailAddress.of(value);
        } catch (UnsendableMail e) {
            throw new IllegalArgumentException(setting + " is '" + value + "', which is no mail address", e);
        }
    }
}
