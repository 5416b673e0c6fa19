package dev.chatmigration.maildispatch;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be told about the mails, for exports and reports. */
@Component
public class Mails {
    private static final int PAGE = 1000;

    private final Outbox outbox;

    private final MailSwitch mailSwitch;

    Mails(Outbox outbox, MailSwitch mailSwitch) {
        this.outbox = outbox;
        this.mailSwitch = mailSwitch;
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

    /** What somebody has been told, or may have been. */
    public record Told(Notice notice, String to, String name, String locale) {}

    /**
     * A mail with all that was done about it.
     *
     * @param selector of the setup link it brings, which acts as little as a name does; null where it brings none
     * @param answer why it waits, failed or is unknown
     */
    public record Traced(
            String messageId,
            NoticeKind kind,
            long accountId,
            String to,
            MailStatus status,
            Instant writtenAt,
            Instant nextAttemptAt,
            @Nullable String answer,
            @Nullable String selector,
            List<Try> tries,
            List<Resend> resends) {}

    /**
     * One attempt at a mail.
     *
     * @param via SMTP, SANDBOX or FILE
     * @param outcome null while it is under way
     */
    public record Try(
            int attempt,
            String via,
            Instant claimedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String answer) {}

    /** Who had a mail sent again, and why. */
    public record Resend(String messageId, Instant at, String by, String reason) {}

    /**
     * One of the mails of an account.
     *
     * @param waitsUntil before which it is not tried; null where it does not wait
     * @param endedAt when nothing more was to become of it; null before
     * @param answer why it waits, failed or is unknown
     * @param inAll how many mails the account has
     */
    public record Latest(
            NoticeKind kind,
            String to,
            MailStatus status,
            Instant writtenAt,
            @Nullable Instant waitsUntil,
            @Nullable Instant endedAt,
            @Nullable String answer,
            long inAll) {}

    /** The mails of an account that were written last, the newest first. */
    public List<Latest> latest(long accountId, int limit) {
        return outbox.latest(accountId, limit);
    }

    /** Every mail to an address, by account and time. */
    public List<Traced> trace(String address) {
        return outbox.trace(address);
    }

    /** One mail; empty where none has this Message-ID. */
    public Optional<Mail> find(String messageId) {
        return outbox.find(messageId);
    }

    /** The mails of an account that failed or whose fate is unknown, those with a setup link apart. */
    public List<String> troubled(long accountId) {
        return outbox.troubled(accountId);
    }

    /** Has these mails sent again with the next dispatch, byte for byte; answers how many there were. */
    public int resend(Collection<Resend> resends, Instant now) {
        return outbox.resend(resends, now);
    }

    /** Keeps, in the caller's transaction, who had these mails written anew. */
    public void keep(Collection<Resend> resends) {
        outbox.keep(resends);
    }

    /**
     * Takes back, in the caller's transaction, the mails of an account that have not left; answers how many there were.
     *
     * @param why for people, kept with each
     */
    public int withdraw(long accountId, String why, Instant now) {
        return outbox.withdraw(accountId, why, now);
    }

    /** What agents of an account have been told by mail since then. */
    public List<Told> toldToAgents(long accountId, Instant since) {
        return outbox.taken(
                accountId,
                Arrays.stream(NoticeKind.values())
                        .filter(kind -> kind.audience() == NoticeKind.Audience.AGENT)
                        .toList(),
                since);
    }

    /** Gives every mail, by account and Message-ID, holding a page of them at a time. */
    public void forEach(Consumer<Mail> consumer) {
        List<Mail> page = outbox.page(Long.MIN_VALUE, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(consumer);
            Mail last = page.get(page.size() - 1);
            page = outbox.page(last.accountId(), last.messageId(), PAGE);
        }
    }

    /** Whether no mail leaves, by the settings of this process. */
    public boolean isSwitchedOff() {
        return mailSwitch.isOff();
    }

    /** Which mails go out, by the settings of this process: one line for people. */
    public String delivery() {
        return mailSwitch.sentence(outbox.countHeldBack());
    }

    /** How many mails there are in each status; a status without mails is missing. */
    public Map<MailStatus, Long> counts() {
        return outbox.counts();
    }
}
