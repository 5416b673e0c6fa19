package dev.chatmigration.notification;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.notification.NoticeKind.Audience;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.mail.Language;
import dev.chatmigration.mail.MailRenderer;
import dev.chatmigration.settings.MigrationSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what people are to be told. The mails themselves go out later, so that a notice exists exactly if what it tells
 * of happened.
 */
@Component
public class Notices {
    private final NoticeTables tables;
    private final MailRenderer renderer;
    private final MessageIds ids;
    private final String domain;
    private final ReadingHours hours;

    Notices(NoticeTables tables, MailRenderer renderer, MigrationSettings settings) {
        this.tables = tables;
        this.renderer = renderer;
        this.domain = settings.mail().messageIdDomain();
        this.ids = new MessageIds(domain);
        this.hours = settings.readingHours();
    }

    /** The Message-ID of the mail that brings this notice, without its angle brackets. */
    public String messageId(NoticeTo to) {
        return ids.mail(to);
    }

    /** The name of the calendar entry of an account's upgrade, whatever becomes of its date. */
    public String calendarUid(long accountId) {
        return "upgrade-" + accountId + "@" + domain;
    }

    /** Who of an account has been told by mail that there is a date, or may have been: addresses in lower case. */
    Map<Long, Set<String>> toldOfADate(Collection<Long> accountIds) {
        return tables.toldOfADate(accountIds);
    }

    /** Takes out of the product what an upgrade that was undone has announced there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(long accountId, NoticeKind kind) {
        tables.removeMessages(accountId, List.of(kind));
    }

    /**
     * As {@link #write}, for an account whose date has come: what tells of that is taken out of the product, for whoever
     * read it there. None of these notices was written before, since its account gets to this revision only once.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void writeInPlaceOfDates(long accountId, Collection<NoticeTo> notices, Instant now) {
        tables.removeMessages(
                accountId,
                Arrays.stream(NoticeKind.values())
                        .filter(NoticeKind::isAboutTheDate)
                        .toList());
        Map<String, NoticeTo> unwritten = byId(notices);
        tables.addMails(mails(unwritten, now));
        tables.addMessages(messages(unwritten.values(), now));
    }

    /**
     * Writes these notices in the caller's transaction, without which there is none to write them in: a mail each, and for
     * administrators the text they read in the product. A notice written before is left alone with all that became of it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Collection<NoticeTo> notices, Instant now) {
        Map<String, NoticeTo> unwritten = byId(notices);
        unwritten.keySet().removeAll(tables.writtenAlready(unwritten.keySet()));
        tables.addMails(mails(unwritten, now));
        tables.putMessages(messages(unwritten.values(), now));
    }

    private Map<String, NoticeTo> byId(Collection<NoticeTo> notices) {
        Map<String, NoticeTo> byId = new LinkedHashMap<>();
        notices.forEach(to -> byId.putIfAbsent(ids.mail(to), to));
        return byId;
    }

    private List<NoticeTables.Mail> mails(Map<String, NoticeTo> unwritten, Instant now) {
        // Administrators of one account mostly get the same notice.
        Map<Notice, String> facts = new HashMap<>();
        return unwritten.entrySet().stream()
                .map(entry -> mail(
                        entry.getKey(),
                        entry.getValue(),
                        facts.computeIfAbsent(entry.getValue().notice(), NoticeJson::write),
                        now))
                .toList();
    }

    private List<NoticeTables.Message> messages(Collection<NoticeTo> unwritten, Instant now) {
        Map<Said, String> texts = new HashMap<>();
        return latestOfEachThread(unwritten).entrySet().stream()
                .map(entry -> message(
                        entry.getKey(),
                        entry.getValue(),
                        texts.computeIfAbsent(
                                new Said(entry.getValue().notice(), language(entry.getValue())), this::text),
                        now))
                .toList();
    }

    private record Said(Notice notice, Language language) {}

    private String text(Said said) {
        return renderer.inProductText(said.notice(), said.language());
    }

    private Map<String, NoticeTo> latestOfEachThread(Collection<NoticeTo> notices) {
        Map<String, NoticeTo> latest = new HashMap<>();
        for (NoticeTo to : notices) {
            if (to.notice().audience() == Audience.ADMINISTRATOR) {
                latest.merge(
                        ids.inProduct(to),
                        to,
                        (earlier, later) -> later.revision() >= earlier.revision() ? later : earlier);
            }
        }
        return latest;
    }

    private NoticeTables.Mail mail(String messageId, NoticeTo to, String facts, Instant now) {
        ZoneId clock = to.notice().waitsForHoursOf(now, hours);
        return new NoticeTables.Mail(
                messageId,
                to.notice().kind().name(),
                to.notice().account().id(),
                to.recipient(),
                // The one character that PostgreSQL cannot store.
                to.recipientName().replace("\0", ""),
                language(to).tag(),
                facts,
                to.notice().kind().isOvertakenByALaterDate() ? to.revision() : null,
                to.notice().holdsUntil(),
                clock == null ? null : clock.getId(),
                clock == null ? now : hours.firstFrom(now, clock),
                now);
    }

    private static NoticeTables.Message message(String messageId, NoticeTo to, String text, Instant now) {
        return new NoticeTables.Message(
                messageId,
                to.notice().account().id(),
                to.recipient(),
                to.notice().kind().name(),
                language(to).tag(),
                text,
                to.revision(),
                now);
    }

    private static Language language(NoticeTo to) {
        return Language.choose(to.recipientLocale(), to.accountLocale());
    }
}
