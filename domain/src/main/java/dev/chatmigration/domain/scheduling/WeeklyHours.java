package dev.chatmigration.domain.scheduling;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hours that recur every week on one local clock. {@code to} before {@code from} reaches past midnight into the next
 * day; {@code to} equal to {@code from} means the listed days from midnight to midnight.
 */
record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    /** The hours that begin on this date, or null if the day is not listed. */
    @Nullable
    LocalSpan beginningOn(LocalDate date) {
        if (!days.contains(date.getDayOfWeek())) {
            return null;
        }
        if (from.equals(to)) {
            return new LocalSpan(date.atStartOfDay(), date.plusDays(1).atStartOfDay());
        }
        var lastDate = to.isAfter(from) ? date : date.plusDays(1);
        return new LocalSpan(date.atTime(from), lastDate.atTime(to));
    }

    /** From {@code start} up to, not including, {@code end}. */
    record LocalSpan(LocalDateTime start, LocalDateTime end) {}
}
