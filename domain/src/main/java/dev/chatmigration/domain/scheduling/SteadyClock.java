package dev.chatmigration.domain.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a date begins on a clock that is not changed during it, for somebody who goes through the dates one after the
 * other: the rules of the zone are asked only once between two changes.
 */
final class SteadyClock {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final ZoneRules rules;
    /** What the clock is ahead of UTC, in seconds, from one instant until another. */
    private long ahead;

    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;

    SteadyClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** The first of 24 hours that a date has from midnight on; null where the clock is changed within them. */
    @Nullable
    Instant beginningOf(LocalDate date) {
        if (!isSteadyOn(date)) {
            lookAround(date);
        }
        return isSteadyOn(date) ? Instant.ofEpochSecond(midnight(date)) : null;
    }

    private boolean isSteadyOn(LocalDate date) {
        long midnight = midnight(date);
        return from <= midnight && midnight + DAY <= until;
    }

    private long midnight(LocalDate date) {
        return date.toEpochDay() * DAY - ahead;
    }

    private void lookAround(LocalDate date) {
        var noon = date.atTime(12, 0);
        var instant = noon.toInstant(rules.getOffset(noon));
        ahead = rules.getOffset(instant).getTotalSeconds();
        from = second(rules.previousTransition(instant.plusSeconds(1)), Long.MIN_VALUE);
        until = second(rules.nextTransition(instant), Long.MAX_VALUE);
    }

    private static long second(@Nullable ZoneOffsetTransition change, long otherwise) {
        return change == null ? otherwise : change.toEpochSecond();
    }
}
