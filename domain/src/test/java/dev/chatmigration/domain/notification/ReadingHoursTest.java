package dev.chatmigration.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingHoursTest {
    private static final ReadingHours HOURS = new ReadingHours(LocalTime.of(8, 0), LocalTime.of(18, 0));

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-12-01T01:00:00Z, Europe/Paris,        2026-12-01T07:00:00Z
            2026-12-01T07:00:00Z, Europe/Paris,        2026-12-01T07:00:00Z
            2026-12-01T17:00:00Z, Europe/Paris,        2026-12-01T17:00:00Z
            2026-12-01T17:00:01Z, Europe/Paris,        2026-12-02T07:00:00Z
            2026-12-01T01:00:00Z, America/Los_Angeles, 2026-12-01T01:00:00Z
            2026-12-01T02:00:01Z, America/Los_Angeles, 2026-12-01T16:00:00Z
            2026-12-01T01:00:00Z, Asia/Kathmandu,      2026-12-01T02:15:00Z
            2026-12-01T12:15:01Z, Asia/Kathmandu,      2026-12-02T02:15:00Z
            2026-12-01T01:00:00Z, Pacific/Kiritimati,  2026-12-01T01:00:00Z
            2027-03-27T17:00:01Z, Europe/Paris,        2027-03-28T06:00:00Z
            2027-10-30T16:00:01Z, Europe/Paris,        2027-10-31T07:00:00Z
            2011-12-30T04:00:01Z, Pacific/Apia,        2011-12-30T18:00:00Z
            """)
    void nothingLeavesBeforeTheHoursBegin(Instant at, ZoneId zone, Instant first) {
        assertThat(HOURS.firstFrom(at, zone)).isEqualTo(first);
        assertThat(HOURS.include(at, zone)).isEqualTo(at.equals(first));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-12-01T12:00:00Z, Europe/Paris, 2026-12-01T12:00:00Z
            2026-12-01T23:00:00Z, Europe/Paris, 2026-12-01T17:00:00Z
            2026-12-01T20:00:00Z, Europe/Paris, 2026-12-01T17:00:00Z
            2027-03-28T05:59:59Z, Europe/Paris, 2027-03-27T17:00:00Z
            """)
    void theLastTimeBeforeIsWithinTheHoursToo(Instant at, ZoneId zone, Instant last) {
        assertThat(HOURS.lastUntil(at, zone)).isEqualTo(last);
    }

    @Test
    void hoursThatTheClockSkipsBeginAfterTheGap() {
        ReadingHours early = new ReadingHours(LocalTime.of(2, 30), LocalTime.of(4, 0));

        assertThat(early.firstFrom(Instant.parse("2027-03-28T00:00:00Z"), ZoneId.of("Europe/Paris")))
                .isEqualTo("2027-03-28T01:30:00Z");
    }

    @Test
    void refusesHoursThatNeverCome() {
        assertThatThrownBy(() -> new ReadingHours(LocalTime.of(18, 0), LocalTime.of(8, 0)))
                .hasMessage("Hours from 18:00 to 08:00 do not lie within one day");
    }
}
