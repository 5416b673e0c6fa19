package dev.chatmigration.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatmigration.domain.scheduling.Slot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReminderDaysTest {
    private static final ReadingHours HOURS = new ReadingHours(LocalTime.of(8, 0), LocalTime.of(18, 0));
    private static final Instant NIGHT = Instant.parse("2026-12-01T01:00:00Z");

    @Test
    void fourDaysAreRemindedOfEachAtTheBeginningOfItsHours() {
        assertThat(ReminderDays.of(slot("2026-12-22T21:00", "Europe/Paris"), NIGHT, HOURS))
                .extracting(ReminderDays.Due::daysBefore, ReminderDays.Due::at)
                .containsExactly(
                        tuple(14, Instant.parse("2026-12-08T07:00:00Z")),
                        tuple(7, Instant.parse("2026-12-15T07:00:00Z")),
                        tuple(3, Instant.parse("2026-12-19T07:00:00Z")),
                        tuple(1, Instant.parse("2026-12-21T07:00:00Z")));
    }

    /** The clock changes in between, counts half hours, or is a day ahead. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2027-03-28T21:00, Europe/Paris,       2027-03-27T07:00:00Z
            2027-03-29T21:00, Europe/Paris,       2027-03-28T06:00:00Z
            2027-11-01T00:00, Europe/Paris,       2027-10-31T07:00:00Z
            2027-03-15T05:00, America/New_York,   2027-03-14T12:00:00Z
            2027-01-12T22:00, Asia/Kolkata,       2027-01-11T02:30:00Z
            2027-01-12T22:00, Pacific/Tongatapu,  2027-01-10T19:00:00Z
            2027-01-12T00:00, Pacific/Kiritimati, 2027-01-10T18:00:00Z
            2027-04-05T06:00, Australia/Lord_Howe, 2027-04-03T21:30:00Z
            """)
    void theDayBeforeIsThatOfTheAccountsClock(LocalDateTime local, ZoneId zone, Instant at) {
        assertThat(ReminderDays.of(slot(local, zone), NIGHT, HOURS)).last().isEqualTo(new ReminderDays.Due(1, at));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-12-15T21:00, 7;3;1
            2026-12-16T21:00, 14;7;3;1
            2026-12-08T21:00, 3;1
            2026-12-04T21:00, 1
            2026-12-03T21:00, 1
            2026-12-02T21:00, ''
            2026-12-01T21:00, ''
            """)
    void whoHasJustReadOfTheDateIsNotRemindedOfIt(LocalDateTime local, String expected) {
        // Read on 30 November, since it is still evening there, and within the hours.
        ZoneId zone = ZoneId.of("America/Los_Angeles");

        assertThat(ReminderDays.of(slot(local, zone), NIGHT, HOURS).stream()
                        .map(due -> Integer.toString(due.daysBefore())))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(";")));
    }

    @Test
    void whatIsWrittenAfterTheHoursIsReadTheNextDay() {
        Instant evening = Instant.parse("2026-12-01T17:00:01Z");

        assertThat(ReminderDays.of(slot("2026-12-04T21:00", "Europe/Paris"), evening, HOURS))
                .isEmpty();
        assertThat(ReminderDays.of(slot("2026-12-04T21:00", "Europe/Paris"), evening.minusSeconds(1), HOURS))
                .extracting(ReminderDays.Due::daysBefore)
                .containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-12-19T07:00:00Z, 3
            2026-12-21T17:00:00Z, 1
            2026-12-22T07:00:00Z, 0
            2026-12-22T23:00:00Z, -1
            """)
    void daysLeftAreThoseOfTheCalendar(Instant readAt, int left) {
        assertThat(ReminderDays.left(slot("2026-12-22T05:00", "Europe/Paris"), readAt))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            14, 14, false
            14,  8, false
            14,  7, true
             7,  7, false
             3,  1, true
             1,  1, false
             1,  0, false
            """)
    void aLateReminderGivesWayToTheNextOne(int daysBefore, int left, boolean overtaken) {
        assertThat(ReminderDays.isOvertaken(daysBefore, left)).isEqualTo(overtaken);
    }

    private static Slot slot(String local, String zone) {
        return slot(LocalDateTime.parse(local), ZoneId.of(zone));
    }

    private static Slot slot(LocalDateTime local, ZoneId zone) {
        return Slot.at(local, zone).orElseThrow();
    }
}
