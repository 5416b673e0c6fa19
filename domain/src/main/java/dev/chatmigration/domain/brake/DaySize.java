package dev.chatmigration.domain.brake;

import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How much of a measure a day sees, and how much other days have seen. Days are counted and not runs: upgrade runs come
 * every few minutes, and a day's work cut off and begun again is still the same work.
 *
 * @param day UTC
 * @param done by earlier runs of that day
 * @param wanted by the run at hand
 * @param earlierDays how much was done on each day looked back at that saw anything
 * @param whole how much there could be in all; looked at only where no earlier day saw anything
 * @param released how much people have let go for that day after the brake stopped it; null where they have not
 */
public record DaySize(
        Measure measure,
        LocalDate day,
        long done,
        long wanted,
        Collection<Long> earlierDays,
        long whole,
        @Nullable Long released) {

    /** What the day comes to with the run at hand. */
    public long total() {
        return done + wanted;
    }
}
