package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that change at night, at midnight in both directions, by half an hour, and never. */
class SteadyClockTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Madrid",
                "America/New_York",
                "America/Santiago",
                "Africa/Cairo",
                "Asia/Beirut",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "UTC"
            })
    void hoursAreCountedFromTheBeginningOfADateUnlessTheClockIsChangedWithinThem(String name) {
        ZoneId zone = ZoneId.of(name);
        SteadyClock clock = new SteadyClock(zone);

        for (int day = 0; day < 3 * 365; day++) {
            LocalDate date = FIRST.plusDays(day);
            Instant beginning = clock.beginningOf(date);

            if (beginning == null) {
                assertThat(isChangedAround(date, zone))
                        .as("%s in %s", date, name)
                        .isTrue();
            } else {
                for (int hour = 0; hour < 24; hour++) {
                    assertThat(date.atTime(hour, 0).atZone(zone).toInstant())
                            .as("%s %s h in %s", date, hour, name)
                            .isEqualTo(beginning.plus(Duration.ofHours(hour)));
                }
            }
        }
    }

    private static boolean isChangedAround(LocalDate date, ZoneId zone) {
        Instant begin = date.atStartOfDay(zone).toInstant();
        ZoneOffsetTransition change = zone.getRules().nextTransition(begin.minus(Duration.ofHours(2)));
        return change != null && change.getInstant().isBefore(begin.plus(Duration.ofHours(24)));
    }
}
