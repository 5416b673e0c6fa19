package dev.chatmigration.mail;

import dev.chatmigration.domain.notification.Notice;
import java.net.URI;

/** Notices as an installation renders them. */
final class Rendering {

    static final MailSettings SETTINGS = new MailSettings(
            "Chat Migration Team",
            "chat-migration@zendesk.example",
            "chat-help@zendesk.example",
            URI.create("https://migration.zendesk.example"),
            "zendesk.com",
            URI.create("https://dashboard.zopim.com/"),
            "SETUPLINKPLACEHOLDERSETUPLINKPLACEHOLDER000");

    private Rendering() {}

    static RenderedMail mail(Notice notice, Language language) {
        return new MailRenderer(SETTINGS).mail(notice, language, Example.RECIPIENT, Example.WRITTEN_AT);
    }
}
