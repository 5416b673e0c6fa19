package dev.chatmigration.maildispatch;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.mail.Language;
import dev.chatmigration.notification.NoticeJson;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A waiting mail as it was read; whether it still waits is settled by the claim.
 *
 * @param facts of the notice, as stored: one that cannot be read must not keep the others from being sent
 * @param attempts those before the coming one
 * @param resent whether it was sent a second time after an unknown outcome
 * @param hoursZone on whose clock it waits for the hours of administrators; null where it leaves at any time
 * @param rendered the message as it is stored, null before the first claim
 */
record OutboxMail(
        String messageId,
        NoticeKind kind,
        String facts,
        String recipient,
        String recipientName,
        String locale,
        MailStatus status,
        int attempts,
        boolean resent,
        Instant createdAt,
        @Nullable ZoneId hoursZone,
        @Nullable MessageBytes rendered) {

    Notice notice() {
        return NoticeJson.read(kind, facts);
    }

    Language language() {
        return Language.choose(locale, null);
    }
}
