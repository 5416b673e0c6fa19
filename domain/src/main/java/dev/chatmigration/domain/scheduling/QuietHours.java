package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.account.BusinessHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The full hours of an account's week that lie wholly outside its business hours. Worked out once for a search, so that
 * the walk over a year asks nothing else of an hour that can never be one.
 */
final class QuietHours {
    /** Any week does: business hours recur. */
    private static final LocalDate ANY_DATE = LocalDate.of(2001, 1, 1);

    private final Map<DayOfWeek, List<LocalTime>> startsByDay;

    private QuietHours(Map<DayOfWeek, List<LocalTime>> startsByDay) {
        this.startsByDay = startsByDay;
    }

    /**
     * The quiet hours of an account that works at these hours.
     *
     * @param hours null means {@link BusinessHours#USUAL}
     */
    static QuietHours outside(@Nullable BusinessHours hours) {
        var stated = hours == null ? BusinessHours.USUAL : hours;
        var business = new WeeklyHours(stated.days(), stated.from(), stated.to());
        var starts = new EnumMap<DayOfWeek, List<LocalTime>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            var date = ANY_DATE.with(day);
            starts.put(
                    day,
                    IntStream.range(0, 24)
                            .mapToObj(hour -> LocalTime.of(hour, 0))
                            .filter(start -> !business.touchHourFrom(date.atTime(start)))
                            .toList());
        }
        return new QuietHours(starts);
    }

    /** Those of these hours that begin on such a day and at such a time. */
    QuietHours only(Predicate<DayOfWeek> day, Predicate<LocalTime> start) {
        var kept = new EnumMap<DayOfWeek, List<LocalTime>>(DayOfWeek.class);
        startsByDay.forEach((weekday, starts) -> kept.put(
                weekday, day.test(weekday) ? starts.stream().filter(start).toList() : List.of()));
        return new QuietHours(kept);
    }

    /** The starts on this day of the week, in order. */
    List<LocalTime> on(DayOfWeek day) {
        return startsByDay.getOrDefault(day, List.of());
    }

    boolean isEmpty() {
        return Arrays.stream(DayOfWeek.values()).allMatch(day -> on(day).isEmpty());
    }
}
