package dev.chatmigration.domain.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The hours of the day at which people may be written to, on their own clock. Both ends belong to them. Where a clock
 * change swallows an end, the day's hours begin or end at the first time the clock shows after it.
 *
 * @param from before {@code to}
 */
public record ReadingHours(LocalTime from, LocalTime to) {
    /**
     * Refuses hours that never come.
     *
     * @throws IllegalArgumentException if {@code from} is not before {@code to}
     */
    public ReadingHours {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("Hours from " + from + " to " + to + " do not lie within one day");
        }
    }

    public boolean include(Instant at, ZoneId zone) {
        return firstFrom(at, zone).equals(at);
    }

    /** The first instant at or after {@code at} within these hours. */
    public Instant firstFrom(Instant at, ZoneId zone) {
        LocalDate date = LocalDate.ofInstant(at, zone);
        if (at.isAfter(end(date, zone))) {
            return firstFrom(start(date.plusDays(1), zone), zone);
        }
        Instant start = start(date, zone);
        return at.isBefore(start) ? start : at;
    }

    /** The last instant at or before {@code at} within these hours. */
    public Instant lastUntil(Instant at, ZoneId zone) {
        LocalDate date = LocalDate.ofInstant(at, zone);
        if (at.isBefore(start(date, zone))) {
            return end(date.minusDays(1), zone);
        }
        Instant end = end(date, zone);
        return at.isAfter(end) ? end : at;
    }

    /** When these hours begin on a date. */
    public Instant start(LocalDate date, ZoneId zone) {
        return date.atTime(from).atZone(zone).toInstant();
    }

    private Instant end(LocalDate date, ZoneId zone) {
        return date.atTime(to).atZone(zone).toInstant();
    }
}
