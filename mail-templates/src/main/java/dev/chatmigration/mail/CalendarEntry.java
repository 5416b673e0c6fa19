package dev.chatmigration.mail;

import static java.time.ZoneOffset.UTC;

import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The calendar entry of a notice that promises a date, or takes the promise back. Such a notice names its {@code
 * calendarUid} and {@code sequence}; its {@code slot} is the date that holds now, and where that is missing, the entry of
 * the slot {@code before} is cancelled.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5546#section-3.2">RFC 5546, section 3.2</a>
 */
final class CalendarEntry {

    // How long Chat is announced to be away.
    private static final Duration WITHOUT_CHAT = Duration.ofHours(1);

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final DateTimeFormatter IN_UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(UTC);

    private final MailSettings settings;
    private final String recipient;
    private final Instant writtenAt;

    CalendarEntry(MailSettings settings, String recipient, Instant writtenAt) {
        this.settings = settings;
        this.recipient = recipient;
        this.writtenAt = writtenAt;
    }

    @Nullable
    CalendarPart of(Notice notice, Page page) {
        Components components = Components.of(notice);
        String uid = components.find("calendarUid", String.class);
        Integer sequence = components.find("sequence", Integer.class);
        if (uid == null || sequence == null) {
            return null;
        }
        Slot slot = components.find("slot", Slot.class);
        if (slot != null) {
            return new CalendarPart("REQUEST", write("REQUEST", "CONFIRMED", uid, sequence, slot, page));
        }
        Slot before = components.find("before", Slot.class);
        if (before == null) {
            throw new IllegalArgumentException(notice.kind() + " has neither a slot nor one before");
        }
        return new CalendarPart("CANCEL", write("CANCEL", "CANCELLED", uid, sequence, before, page));
    }

    private String write(String method, String status, String uid, int sequence, Slot slot, Page page) {
        ContentLines lines = new ContentLines()
                .add("BEGIN", "VCALENDAR")
                .add("VERSION", "2.0")
                .add("PRODID", "-//chatmigration.dev//Chat migration//EN")
                .add("CALSCALE", "GREGORIAN")
                .add("METHOD", method);
        if (hasOwnClock(slot.zone())) {
            addTimeZone(lines, slot);
        }
        lines.add("BEGIN", "VEVENT")
                .addText("UID", uid)
                .add("SEQUENCE", sequence)
                .add("DTSTAMP", IN_UTC.format(writtenAt));
        addMoment(lines, "DTSTART", slot.start(), slot.zone());
        addMoment(lines, "DTEND", slot.start().plus(WITHOUT_CHAT), slot.zone());
        return lines.addText("SUMMARY", page.say("calendar.summary"))
                .addText("DESCRIPTION", page.say("calendar.description"))
                .add("STATUS", status)
                // Nobody's presence is asked for.
                .add("TRANSP", "TRANSPARENT")
                .add(
                        "ORGANIZER;CN=" + ContentLines.quoted(settings.senderName()),
                        "mailto:" + MailAddress.inUri(settings.senderAddress()))
                .add(
                        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE",
                        "mailto:" + MailAddress.inUri(recipient))
                .add("END", "VEVENT")
                .add("END", "VCALENDAR")
                .toString();
    }

    private static void addMoment(ContentLines lines, String name, Instant instant, ZoneId zone) {
        if (hasOwnClock(zone)) {
            lines.add(name + ";TZID=" + zone.getId(), LOCAL.format(instant.atZone(zone)));
        } else {
            lines.add(name, IN_UTC.format(instant));
        }
    }

    private static boolean hasOwnClock(ZoneId zone) {
        return !zone.normalized().equals(UTC);
    }

    /**
     * Only what holds around the event: the observance it falls into and the one that follows. Complete histories start
     * with local mean times of odd seconds, which some readers refuse and nobody needs.
     */
    private static void addTimeZone(ContentLines lines, Slot slot) {
        ZoneRules rules = slot.zone().getRules();
        lines.add("BEGIN", "VTIMEZONE").add("TZID", slot.zone().getId());
        ZoneOffsetTransition last = rules.previousTransition(slot.start().plusSeconds(1));
        if (last == null || last.getInstant().isBefore(Instant.EPOCH)) {
            ZoneOffset always = rules.getOffset(slot.start());
            addObservance(lines, false, LocalDateTime.of(1970, 1, 1, 0, 0), always, always);
        } else {
            addObservance(lines, rules, last);
        }
        ZoneOffsetTransition next = rules.nextTransition(slot.start());
        if (next != null) {
            addObservance(lines, rules, next);
        }
        lines.add("END", "VTIMEZONE");
    }

    private static void addObservance(ContentLines lines, ZoneRules rules, ZoneOffsetTransition transition) {
        addObservance(
                lines,
                rules.isDaylightSavings(transition.getInstant()),
                transition.getDateTimeBefore(),
                transition.getOffsetBefore(),
                transition.getOffsetAfter());
    }

    private static void addObservance(
            ContentLines lines, boolean daylight, LocalDateTime from, ZoneOffset before, ZoneOffset after) {
        String observance = daylight ? "DAYLIGHT" : "STANDARD";
        lines.add("BEGIN", observance)
                .add("DTSTART", LOCAL.format(from))
                .add("TZOFFSETFROM", digits(before))
                .add("TZOFFSETTO", digits(after))
                .add("END", observance);
    }

    private static String digits(ZoneOffset offset) {
        return offset.equals(UTC) ? "+0000" : offset.getId().replace(":", "");
    }
}
