package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.scheduling.SchedulingPolicy.Obstacle;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        var clock = new SteadyClock(wish.zone());
        for (var starts : inOrderOfPreference(wish, quiet)) {
            var slot = earliestOf(starts, first, wish.zone(), clock, occupancy);
            if (slot != null) {
                return new SlotDecision.Found(slot);
            }
        }
        return new SlotDecision.NoneFits(whyNone(quiet, first, wish.zone(), occupancy));
    }

    private @Nullable Slot earliestOf(
            QuietHours starts, LocalDate first, ZoneId zone, SteadyClock clock, SlotOccupancy occupancy) {
        for (int day = 0; day < HORIZON_DAYS; day++) {
            var date = first.plusDays(day);
            int hours = starts.on(date.getDayOfWeek());
            var midnight = hours == 0 ? null : clock.beginningOf(date);
            if (midnight != null) {
                hours &= ~occupancy.full(midnight, policy.slotCapacity());
            }
            for (; hours != 0; hours &= hours - 1) {
                var slot = slot(date, hours, zone);
                if (slot.isPresent() && policy.obstacleTo(slot.get(), occupancy) == null) {
                    return slot.get();
                }
            }
        }
        return null;
    }

    /** The slot at the first of these hours. */
    private static Optional<Slot> slot(LocalDate date, int hours, ZoneId zone) {
        return Slot.at(date.atTime(Integer.numberOfTrailingZeros(hours), 0), zone);
    }

    private LocalDate firstDate(SlotWish wish, LocalDate night) {
        var afterNotice = night.plusDays(policy.minimumNoticeDays());
        var notBefore = wish.notBefore();
        return notBefore != null && notBefore.isAfter(afterNotice) ? notBefore : afterNotice;
    }

    private static List<QuietHours> inOrderOfPreference(SlotWish wish, QuietHours quiet) {
        var days = wish.preferredDays();
        var time = wish.preferredLocalTime();
        var order = new ArrayList<QuietHours>();
        if (time != null) {
            order.add(quiet.only(days, time));
        }
        if (!days.isEmpty()) {
            order.add(quiet.only(days, null));
        }
        if (time != null && !days.isEmpty()) {
            order.add(quiet.only(Set.of(), time));
        }
        order.add(quiet);
        return order;
    }

    private String whyNone(QuietHours quiet, LocalDate first, ZoneId zone, SlotOccupancy occupancy) {
        var refused = new EnumMap<Obstacle, Integer>(Obstacle.class);
        for (int day = 0; day < HORIZON_DAYS; day++) {
            var date = first.plusDays(day);
            for (int hours = quiet.on(date.getDayOfWeek()); hours != 0; hours &= hours - 1) {
                slot(date, hours, zone)
                        .map(slot -> policy.obstacleTo(slot, occupancy))
                        .ifPresent(obstacle -> refused.merge(obstacle, 1, Integer::sum));
            }
        }
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
