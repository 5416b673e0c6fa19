package dev.chatmigration.notification;

import dev.chatmigration.domain.passwordsetup.SetupToken;
import dev.chatmigration.mail.MailRenderer;
import dev.chatmigration.mail.MailSettings;
import dev.chatmigration.settings.MigrationSettings;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the installation's settings to the templates. */
@Configuration(proxyBeanMethods = false)
public class MailTemplates {
    /** Stands for the token of a setup link in whatever is stored; the templates take letters and digits only. */
    public static final String LINK_PLACEHOLDER = SetupToken.PLACEHOLDER.replace('_', 'X');

    private static final String SIGN_IN_DOMAIN = "zendesk.com";
    private static final URI CHAT_DASHBOARD = URI.create("https://dashboard.zopim.com");

    @Bean
    MailRenderer mailRenderer(MigrationSettings settings) {
        return new MailRenderer(new MailSettings(
                settings.mail().fromName(),
                settings.mail().from(),
                settings.mail().replyTo(),
                settings.publicUrl(),
                SIGN_IN_DOMAIN,
                CHAT_DASHBOARD,
                LINK_PLACEHOLDER));
    }
}
