package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.scheduling.SchedulingPolicy.Obstacle;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the earliest slot that fits: a full hour of the account's clock, with the full notice, outside its business
 * hours, and one that we can serve.
 *
 * <p>Preferences are followed where they fit, in this order: preferred day and time, preferred day, preferred time,
 * anything. Each is tried over the whole horizon before the next one, so that a preferred hour in some months is chosen
 * over any other hour next month.
 */
public final class SlotSearch {
    /** How many dates are looked at, the first allowed one included. */
    static final int HORIZON_DAYS = 366;

    /** From a later year the horizon would reach years of five digits, which databases and calendars do not agree on. */
    static final int LAST_YEAR = 9998;

    private final SchedulingPolicy policy;

    public SlotSearch(SchedulingPolicy policy) {
        this.policy = policy;
    }

    SchedulingPolicy policy() {
        return policy;
    }

    /**
     * The earliest slot that fits.
     *
     * @param night the date from which the notice counts
     */
    public SlotDecision earliest(SlotWish wish, LocalDate night, SlotOccupancy occupancy) {
        var quiet = QuietHours.outside(wish.businessHours());
        if (quiet.isEmpty()) {
            return new SlotDecision.NoneFits("The business hours leave no full hour of the week free.");
        }
        var first = firstDate(wish, night);
        if (first.getYear() > LAST_YEAR) {
            return new SlotDecision.NoneFits("The account asks not to be moved before %s.".formatted(first));
        }
        var refused = new EnumMap<Obstacle, Integer>(Obstacle.class);
        for (var starts : inOrderOfPreference(wish, quiet)) {
            refused.clear();
            var slot = earliestOf(starts, first, wish.zone(), occupancy, refused);
            if (slot != null) {
                return new SlotDecision.Found(slot);
            }
        }
        return new SlotDecision.NoneFits(whyNone(first, refused));
    }

    private @Nullable Slot earliestOf(
            QuietHours starts, LocalDate first, ZoneId zone, SlotOccupancy occupancy, Map<Obstacle, Integer> refused) {
        var end = first.plusDays(HORIZON_DAYS);
        for (var date = first; date.isBefore(end); date = date.plusDays(1)) {
            for (var start : starts.on(date.getDayOfWeek())) {
                var slot = Slot.at(date.atTime(start), zone);
                if (slot.isEmpty()) {
                    continue;
                }
                var obstacle = policy.obstacleTo(slot.get(), occupancy);
                if (obstacle == null) {
                    return slot.get();
                }
                refused.merge(obstacle, 1, Integer::sum);
            }
        }
        return null;
    }

    private LocalDate firstDate(SlotWish wish, LocalDate night) {
        var afterNotice = night.plusDays(policy.minimumNoticeDays());
        var notBefore = wish.notBefore();
        return notBefore != null && notBefore.isAfter(afterNotice) ? notBefore : afterNotice;
    }

    private static List<QuietHours> inOrderOfPreference(SlotWish wish, QuietHours quiet) {
        Predicate<DayOfWeek> preferredDay = wish.preferredDays()::contains;
        var days = !wish.preferredDays().isEmpty();
        var time = wish.preferredLocalTime();
        var order = new ArrayList<QuietHours>();
        if (time != null) {
            Predicate<LocalTime> preferredTime = time::equals;
            if (days) {
                order.add(quiet.only(preferredDay, preferredTime));
                order.add(quiet.only(preferredDay, anyTime -> true));
            }
            order.add(quiet.only(anyDay -> true, preferredTime));
        } else if (days) {
            order.add(quiet.only(preferredDay, anyTime -> true));
        }
        order.add(quiet);
        return order;
    }

    private static String whyNone(LocalDate first, Map<Obstacle, Integer> refused) {
        return ("No full hour outside business hours is free from %s to %s: "
                        + "%d full, %d on freeze dates, %d outside staffed hours.")
                .formatted(
                        first,
                        first.plusDays(HORIZON_DAYS - 1L),
                        refused.getOrDefault(Obstacle.FULL, 0),
                        refused.getOrDefault(Obstacle.FREEZE, 0),
                        refused.getOrDefault(Obstacle.UNSTAFFED, 0));
    }
}
