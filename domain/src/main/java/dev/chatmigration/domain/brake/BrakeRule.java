package dev.chatmigration.domain.brake;

import java.util.Collections;
import java.util.Locale;

/**
 * How much of a measure a day may see without asking.
 *
 * @param unasked up to so much is never stopped, whatever other days saw, so that small installations and first runs work
 * @param factor more than so many times the largest of the days before is stopped
 * @param share where none of the days before saw any: more than this share of the whole is stopped, 0 to 1
 * @param days how many days are looked back at
 */
public record BrakeRule(long unasked, double factor, double share, int days) {

    /** Decides for one measure; a day's size stays the same when a run is cut off and begun again, and so does the verdict. */
    public BrakeVerdict judge(DaySize size) {
        long total = size.total();
        if (size.wanted() == 0 || total <= unasked || total <= limit(size)) {
            return new BrakeVerdict.GoOn();
        }
        Long released = size.released();
        if (released != null && total <= released + unasked) {
            return new BrakeVerdict.GoOnAsReleased();
        }
        return new BrakeVerdict.Stop(total, reason(size));
    }

    private double limit(DaySize size) {
        return size.earlierDays().isEmpty() ? share * size.whole() : factor * Collections.max(size.earlierDays());
    }

    private String reason(DaySize size) {
        String start = String.format(
                Locale.ROOT,
                "%s would see %,d %s (%,d of them done), ",
                size.day(),
                size.total(),
                size.measure().words(),
                size.done());
        return start
                + (size.earlierDays().isEmpty()
                        ? String.format(
                                Locale.ROOT,
                                "which is more than %.0f %% of %,d, and the %d days before saw none.",
                                100 * share,
                                size.whole(),
                                days)
                        : String.format(
                                Locale.ROOT,
                                "and none of the %d days before saw more than %,d.",
                                days,
                                Collections.max(size.earlierDays())));
    }
}
