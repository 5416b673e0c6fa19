package dev.chatmigration.notification;

import dev.chatmigration.domain.notification.Notice;
import org.jspecify.annotations.Nullable;

/**
 * One notice to one person.
 *
 * @param recipient the mail address, as the feed has it
 * @param recipientName may come from anywhere; it is made fit for a header when the mail is written
 * @param recipientLocale the language the recipient prefers, if known
 * @param accountLocale the language to fall back to
 * @param revision what the notice is about changes with it: a notice of the same kind, account, recipient and revision
 *     is the same notice
 */
public record NoticeTo(
        Notice notice,
        String recipient,
        String recipientName,
        @Nullable String recipientLocale,
        @Nullable String accountLocale,
        int revision) {}
