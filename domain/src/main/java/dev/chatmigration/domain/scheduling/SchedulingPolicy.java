package dev.chatmigration.domain.scheduling;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we promise about dates, and what we can serve.
 *
 * @param minimumNoticeDays whole days between the night and the local date of a slot that we choose, at least 0
 * @param slotCapacity accounts that may start at one instant, at least 1
 * @param maxMoves how often we move an account before it waits instead, at least 0
 * @param staffedHours the upgrade's whole hour lies within these; null where any hour will do
 * @param freeze no upgrade starts on these dates, read on the account's clock and in UTC: what counts as year end for
 *     the customer and what counts as year end for us are both left alone
 * @param startTolerance how long after its slot an upgrade may still start, not negative
 */
public record SchedulingPolicy(
        int minimumNoticeDays,
        int slotCapacity,
        int maxMoves,
        @Nullable StaffedHours staffedHours,
        List<FreezeDates> freeze,
        Duration startTolerance) {

    /** How long an upgrade is announced to take. */
    static final Duration UPGRADE_LENGTH = Duration.ofHours(1);

    /** 21 days of notice, 50 accounts per instant, 2 moves, at any hour of any date, 2 hours of tolerance. */
    public static final SchedulingPolicy DEFAULT =
            new SchedulingPolicy(21, 50, 2, null, List.of(), Duration.ofHours(2));

    /**
     * Refuses what could not be kept.
     *
     * @throws IllegalArgumentException if a number lies outside the bounds above
     */
    public SchedulingPolicy {
        requireAtLeast(0, minimumNoticeDays, "The minimum notice in days");
        requireAtLeast(1, slotCapacity, "The slot capacity");
        requireAtLeast(0, maxMoves, "The number of moves");
        if (startTolerance.isNegative()) {
            throw new IllegalArgumentException(
                    "The start tolerance is %s; it cannot be negative".formatted(startTolerance));
        }
        freeze = List.copyOf(freeze);
    }

    private static void requireAtLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException("%s is %d; at least %d is expected".formatted(what, value, least));
        }
    }

    /** What keeps any account from starting then, or null if nothing does. Capacity comes last: it may cost a query. */
    @Nullable
    Obstacle obstacleTo(Slot slot, SlotOccupancy occupancy) {
        var localDate = slot.local().toLocalDate();
        var utcDate = LocalDate.ofInstant(slot.start(), ZoneOffset.UTC);
        if (freeze.stream().anyMatch(dates -> dates.contain(localDate) || dates.contain(utcDate))) {
            return Obstacle.FREEZE;
        }
        if (staffedHours != null
                && !staffedHours.cover(slot.start(), slot.start().plus(UPGRADE_LENGTH))) {
            return Obstacle.UNSTAFFED;
        }
        return occupancy.used(slot.start()) < slotCapacity ? null : Obstacle.FULL;
    }

    /** Why a slot that an account could take is not to be had. */
    enum Obstacle {
        FREEZE,
        UNSTAFFED,
        FULL
    }
}
