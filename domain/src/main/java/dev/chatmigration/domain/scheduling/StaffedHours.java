package dev.chatmigration.domain.scheduling;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * When somebody of ours is at work to watch an upgrade, on our own clock.
 *
 * @param from start of work
 * @param to end of work; before {@code from} means past midnight into the next day, equal to it means all 24 hours of
 *     the listed days
 * @param zone whose clock {@code from} and {@code to} are read on
 */
public record StaffedHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    /**
     * Refuses hours without a day.
     *
     * @throws IllegalArgumentException if no day is listed, since no upgrade could ever start
     */
    public StaffedHours {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("Staffed hours need at least one day; to lift the limit, set none");
        }
        days = Set.copyOf(days);
    }

    /** Whether somebody is at work all the time from {@code start} to {@code end}, over a change of shift as well. */
    boolean cover(Instant start, Instant end) {
        var hours = new WeeklyHours(days, from, to);
        var firstDate = LocalDate.ofInstant(start, zone).minusDays(1);
        var lastDate = LocalDate.ofInstant(end, zone);
        var coveredUntil = start;
        for (var date = firstDate; !date.isAfter(lastDate); date = date.plusDays(1)) {
            var shift = hours.beginningOn(date);
            if (shift == null) {
                continue;
            }
            var begins = shift.start().atZone(zone).toInstant();
            var ends = shift.end().atZone(zone).toInstant();
            if (!begins.isAfter(coveredUntil) && ends.isAfter(coveredUntil)) {
                coveredUntil = ends;
            }
        }
        return !coveredUntil.isBefore(end);
    }
}
