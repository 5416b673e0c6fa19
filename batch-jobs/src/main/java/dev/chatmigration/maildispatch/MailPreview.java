package dev.chatmigration.maildispatch;

import dev.chatmigration.mail.Example;
import dev.chatmigration.mail.Language;
import dev.chatmigration.mail.MailRenderer;
import dev.chatmigration.mail.RenderedMail;
import dev.chatmigration.notification.MailTemplates;
import dev.chatmigration.notification.NoticeJson;
import dev.chatmigration.settings.MigrationSettings;
import java.util.Locale;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * What would leave for a notice, put together as dispatch does it and under the settings of this installation. An
 * application of its own, with neither a database nor anything that could send.
 */
@ImportAutoConfiguration({ConfigurationPropertiesAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class})
@EnableConfigurationProperties(MigrationSettings.class)
@Import({MailTemplates.class, Sender.class, MailComposer.class})
public final class MailPreview {
    private final MailRenderer renderer;
    private final MailComposer composer;
    private final MigrationSettings settings;

    MailPreview(MailRenderer renderer, MailComposer composer, MigrationSettings settings) {
        this.renderer = renderer;
        this.composer = composer;
        this.settings = settings;
    }

    /** The words of a mail. A setup link holds the placeholder that dispatch would exchange. */
    public RenderedMail rendered(Example example, Language language) {
        return renderer.mail(example.notice(), language, Example.RECIPIENT, Example.WRITTEN_AT);
    }

    /** The notice as administrators read it in the product. */
    public String inProduct(Example example, Language language) {
        return renderer.inProductText(example.notice(), language);
    }

    /** The message that a mail server would be given. */
    public byte[] message(Example example, Language language) {
        String id = example.name() + "." + language.tag() + ".preview@"
                + settings.mail().messageIdDomain();
        var mail = new OutboxMail(
                id.toLowerCase(Locale.ROOT),
                example.notice().kind(),
                NoticeJson.write(example.notice()),
                Example.RECIPIENT,
                Example.RECIPIENT_NAME,
                language.tag(),
                MailStatus.PENDING,
                0,
                false,
                Example.WRITTEN_AT,
                null,
                null);
        try {
            return composer.compose(mail, MailAddress.of(mail.recipient()), Example.WRITTEN_AT)
                    .bytes();
        } catch (UnsendableMail e) {
            throw new IllegalStateException("Example " + example + " cannot be sent in " + language.tag(), e);
        }
    }
}
