package dev.chatmigration.maildispatch;

import dev.chatmigration.domain.notification.NoticeKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What can be told about the mails, for exports and reports. */
@Component
public class Mails {
    private static final int PAGE = 1000;

    private final Outbox outbox;

    Mails(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A mail and what became of it; one for each notice and recipient, from the moment it is written. */
    public record Mail(
            String messageId,
            NoticeKind kind,
            long accountId,
            String to,
            String locale,
            MailStatus status,
            int attempts) {}

    /** Gives every mail, by account and Message-ID, holding a page of them at a time. */
    public void forEach(Consumer<Mail> consumer) {
        List<Mail> page = outbox.page(Long.MIN_VALUE, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(consumer);
            Mail last = page.get(page.size() - 1);
            page = outbox.page(last.accountId(), last.messageId(), PAGE);
        }
    }

    /** How many mails there are in each status; a status without mails is missing. */
    public Map<MailStatus, Long> counts() {
        return outbox.counts();
    }
}
