package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.account.BusinessHours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The full hours of an account's week that lie wholly outside its business hours. Worked out once for a search, so that
 * the walk over a year asks nothing else of an hour that can never be one.
 */
final class QuietHours {
    /** Those of a day. */
    static final int HOURS = 24;
    /** A bit for each hour of a day, the lowest for the one that begins at midnight. */
    static final int EVERY_HOUR = (1 << HOURS) - 1;

    private static final int DAYS = DayOfWeek.values().length;

    /** The hours of each day, from Monday on. */
    private final int[] byDay;

    private QuietHours(int[] byDay) {
        this.byDay = byDay;
    }

    /**
     * The quiet hours of an account that works at these hours.
     *
     * @param hours null means {@link BusinessHours#USUAL}
     */
    static QuietHours outside(@Nullable BusinessHours hours) {
        var stated = hours == null ? BusinessHours.USUAL : hours;
        var wholeDays = stated.from().equals(stated.to());
        int first = wholeDays ? 0 : stated.from().getHour();
        int end = wholeDays ? HOURS : firstFrom(stated.to()) + (stated.to().isAfter(stated.from()) ? 0 : HOURS);
        var quiet = new int[DAYS];
        Arrays.fill(quiet, EVERY_HOUR);
        for (var day : stated.days()) {
            for (int hour = first; hour < end; hour++) {
                quiet[(day.getValue() - 1 + hour / HOURS) % DAYS] &= ~(1 << hour % HOURS);
            }
        }
        return new QuietHours(quiet);
    }

    /** The first full hour at or after this time; 24 where that is midnight. */
    private static int firstFrom(LocalTime time) {
        return isFullHour(time) ? time.getHour() : time.getHour() + 1;
    }

    private static boolean isFullHour(LocalTime time) {
        return time.equals(LocalTime.of(time.getHour(), 0));
    }

    /**
     * Those of these hours that begin on such a day and at such a time.
     *
     * @param days empty where any will do
     * @param start null where any will do
     */
    QuietHours only(Set<DayOfWeek> days, @Nullable LocalTime start) {
        int wanted = start == null ? EVERY_HOUR : isFullHour(start) ? 1 << start.getHour() : 0;
        var kept = new int[DAYS];
        for (var day : DayOfWeek.values()) {
            if (days.isEmpty() || days.contains(day)) {
                kept[day.getValue() - 1] = byDay[day.getValue() - 1] & wanted;
            }
        }
        return new QuietHours(kept);
    }

    /** The hours of this day of the week, a bit for each as in {@link #EVERY_HOUR}. */
    int on(DayOfWeek day) {
        return byDay[day.getValue() - 1];
    }

    boolean isEmpty() {
        return Arrays.stream(byDay).allMatch(hours -> hours == 0);
    }
}
