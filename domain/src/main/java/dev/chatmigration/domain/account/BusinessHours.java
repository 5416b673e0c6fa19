package dev.chatmigration.domain.account;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * When an account works, on its own clock.
 *
 * @param from start of work
 * @param to end of work; not after {@code from} means past midnight, into the next day
 */
public record BusinessHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    /** What the brief supposes of an account that does not say. */
    public static final BusinessHours USUAL =
            new BusinessHours(EnumSet.range(MONDAY, FRIDAY), LocalTime.of(8, 0), LocalTime.of(19, 0));
}
