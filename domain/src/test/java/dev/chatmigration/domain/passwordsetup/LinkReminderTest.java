package dev.chatmigration.domain.passwordsetup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.notification.ReadingHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkReminderTest {
    private static final ReadingHours HOURS = new ReadingHours(LocalTime.of(8, 0), LocalTime.of(18, 0));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # the afternoon of the one working day
            2026-12-01T21:00:00Z, 2026-12-02T23:00:00Z, Europe/Paris,    2026-12-02T15:00:00Z
            # over a weekend
            2026-12-04T21:00:00Z, 2026-12-07T23:00:00Z, Europe/Paris,    2026-12-07T15:00:00Z
            # the clock goes forward that day
            2027-03-27T21:00:00Z, 2027-03-28T22:00:00Z, Europe/Paris,    2027-03-28T14:00:00Z
            # eight hours before would be at night: the end of the day before
            2026-12-01T02:00:00Z, 2026-12-02T09:00:00Z, Europe/Paris,    2026-12-01T17:00:00Z
            # a short life: halfway, at whatever hour
            2026-12-01T21:00:00Z, 2026-12-01T23:00:00Z, Europe/Paris,    2026-12-01T22:00:00Z
            2026-12-01T10:00:00Z, 2026-12-02T18:15:00Z, Asia/Kathmandu,  2026-12-02T10:15:00Z
            """)
    void comesWhileTheLinkWorksAndInTheDaytimeWhereThatIsPossible(
            Instant issued, Instant expires, ZoneId zone, Instant reminder) {
        assertThat(LinkReminder.at(issued, expires, zone, HOURS)).isEqualTo(reminder);
    }
}
