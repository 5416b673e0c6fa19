package dev.chatmigration.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.Observance;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.DateTimeComponents;
import dev.chatmigration.domain.notification.Notice;
import dev.chatmigration.domain.notification.Notice.Slot;
import dev.chatmigration.domain.notification.NoticeKind;
import dev.chatmigration.domain.notification.NoticeKind.Audience;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a calendar program that we did not write makes of the calendar part. */
class CalendarEntryTests {

    static Stream<Example> examples() {
        return Example.all().filter(example -> setsOrCancelsADate(example.notice()));
    }

    static Stream<Arguments> examplesInEveryLanguage() {
        return examples().flatMap(example -> Language.all().stream().map(it -> Arguments.of(example, it)));
    }

    @ParameterizedTest
    @MethodSource("examplesInEveryLanguage")
    void isReadAsItIsMeant(Example example, Language language) {
        Notice notice = example.notice();
        CalendarPart part =
                Objects.requireNonNull(Rendering.mail(notice, language).calendar());
        ICalendar calendar = Biweekly.parse(part.ics()).first();
        VEvent event = calendar.getEvents().get(0);
        Components components = Components.of(notice);
        Slot slot = components.find("slot", Slot.class);
        Slot meant = slot == null ? Objects.requireNonNull(components.find("before", Slot.class)) : slot;

        assertThat(calendar.validate(ICalVersion.V2_0).getWarnings()).isEmpty();
        assertThat(part.method()).isEqualTo(slot == null ? "CANCEL" : "REQUEST");
        assertThat(calendar.getMethod().getValue()).isEqualTo(part.method());
        assertThat(event.getStatus().getValue()).isEqualTo(slot == null ? "CANCELLED" : "CONFIRMED");
        assertThat(event.getUid().getValue()).isEqualTo(components.find("calendarUid", String.class));
        assertThat(event.getSequence().getValue()).isEqualTo(components.find("sequence", Integer.class));
        assertThat(event.getDateTimeStamp().getValue().toInstant()).isEqualTo(Example.WRITTEN_AT);
        assertThat(instant(calendar, event.getDateStart())).isEqualTo(meant.start());
        assertThat(instant(calendar, event.getDateEnd()))
                .isEqualTo(meant.start().plus(Duration.ofHours(1)));
        assertThat(event.getOrganizer().getEmail()).isEqualTo(Rendering.SETTINGS.senderAddress());
        assertThat(event.getAttendees())
                .singleElement()
                .satisfies(attendee -> assertThat(attendee.getEmail()).isEqualTo(Example.RECIPIENT));
        assertThat(event.getSummary().getValue())
                .isEqualTo(Messages.in(language)
                        .say(
                                "calendar.summary",
                                Map.of("account", notice.account().name())));
        assertThat(event.getDescription().getValue()).contains(notice.account().name());
    }

    @ParameterizedTest
    @MethodSource("examplesInEveryLanguage")
    void linesAreFoldedAt75Octets(Example example, Language language) {
        String ics = Objects.requireNonNull(
                        Rendering.mail(example.notice(), language).calendar())
                .ics();

        assertThat(ics.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(ics.split("\r\n"))
                .allSatisfy(line -> assertThat(line.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(75));
    }

    @Test
    void onlyNoticesAboutADateHaveOne() {
        assertThat(Example.all())
                .allSatisfy(example -> assertThat(Rendering.mail(example.notice(), Language.ENGLISH)
                                        .calendar()
                                != null)
                        .isEqualTo(setsOrCancelsADate(example.notice())));
        assertThat(examples()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Dubai",
                "Asia/Kathmandu",
                "Europe/Dublin",
                "Africa/Casablanca",
                "Australia/Lord_Howe",
                "America/Sao_Paulo",
                "Antarctica/Troll",
                "Pacific/Apia",
                "Europe/Kiev"
            })
    void holdsTheInstantInEveryZone(String zone) {
        for (Instant start = Instant.parse("2027-01-01T00:00:00Z");
                start.isBefore(Instant.parse("2028-01-01T00:00:00Z"));
                start = start.plus(Duration.ofHours(24 * 13 + 1))) {
            String ics = part(Example.scheduled(Example.PLAIN, new Slot(start, ZoneId.of(zone))))
                    .ics();
            ICalendar calendar = Biweekly.parse(ics).first();
            VEvent event = calendar.getEvents().get(0);

            assertThat(instant(calendar, event.getDateStart())).as(ics).isEqualTo(start);
            assertThat(ics.contains("BEGIN:VTIMEZONE")).isEqualTo(!zone.equals("UTC"));
        }
    }

    /** A reminder repeats the date that its reader has in the calendar already. */
    private static boolean setsOrCancelsADate(Notice notice) {
        return notice.kind().isAboutTheDate()
                && notice.kind() != NoticeKind.REMINDER
                && notice.audience() == Audience.ADMINISTRATOR;
    }

    private static CalendarPart part(Notice notice) {
        return Objects.requireNonNull(Rendering.mail(notice, Language.ENGLISH).calendar());
    }

    // The reader's own instants go through java.util.TimeZone, which knows one hour of daylight saving only; so the
    // time zone that it has read is applied as RFC 5545, section 3.6.5, says.
    private static Instant instant(ICalendar calendar, DateOrDateTimeProperty property) {
        TimezoneAssignment zone = calendar.getTimezoneInfo().getTimezone(property);
        if (zone == null) {
            return property.getValue().toInstant();
        }
        LocalDateTime moment = local(property);
        Observance inForce = Stream.concat(
                        zone.getComponent().getStandardTimes().stream(),
                        zone.getComponent().getDaylightSavingsTime().stream())
                .map(Observance.class::cast)
                .filter(observance -> !local(observance.getDateStart()).isAfter(moment))
                .max(Comparator.comparing(observance -> local(observance.getDateStart())))
                .orElseThrow();
        return moment.toInstant(UTC)
                .minusMillis(inForce.getTimezoneOffsetTo().getValue().getMillis());
    }

    private static LocalDateTime local(DateOrDateTimeProperty property) {
        DateTimeComponents parts = property.getValue().getRawComponents();
        return LocalDateTime.of(
                parts.getYear(),
                parts.getMonth(),
                parts.getDate(),
                parts.getHour(),
                parts.getMinute(),
                parts.getSecond());
    }
}
