package dev.chatmigration.maildispatch;

import dev.chatmigration.database.Origin;
import dev.chatmigration.settings.MigrationSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Decides how mails leave. */
@Component
class MailTransports {
    private final @Nullable JavaMailSenderImpl smtp;
    private final MigrationSettings settings;
    private final Sender sender;
    private final Origin origin;

    MailTransports(ObjectProvider<JavaMailSenderImpl> smtp, MigrationSettings settings, Sender sender, Origin origin) {
        this.smtp = smtp.getIfAvailable();
        this.settings = settings;
        this.sender = sender;
        this.origin = origin;
    }

    /**
     * By SMTP where {@code spring.mail.host} is set, else as files; a simulated database never opens a connection,
     * whatever is set.
     */
    MailTransport current() {
        return smtp == null || smtp.getHost() == null || origin.isSimulated()
                ? new FileTransport(settings.dataDir().toAbsolutePath().resolve("mail"))
                : new SmtpTransport(smtp, sender.envelope(), settings.mail().signInUnencrypted());
    }
}
