package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.scheduling.ChosenSlot.Accepted;
import dev.chatmigration.domain.scheduling.ChosenSlot.Refused;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What every chosen slot must meet, whoever chose it: the clock, the full hour, and what we can serve. */
final class ChosenHour {
    private ChosenHour() {}

    static ChosenSlot check(
            LocalDateTime wish, @Nullable Slot current, ZoneId zone, SchedulingPolicy policy, SlotOccupancy occupancy) {
        if (wish.getYear() > SlotSearch.LAST_YEAR) {
            return new Refused("The year %d is out of reach.".formatted(wish.getYear()));
        }
        if (!wish.equals(wish.truncatedTo(ChronoUnit.HOURS))) {
            return new Refused("%s is not a full hour; upgrades start on the hour.".formatted(text(wish)));
        }
        var slot = Slot.at(wish, zone).orElse(null);
        if (slot == null) {
            return new Refused(whatTheClockDoes(wish, zone));
        }
        if (current != null && current.start().equals(slot.start())) {
            return new Refused("The account already has the slot of %s.".formatted(text(wish)));
        }
        var obstacle = policy.obstacleTo(slot, occupancy);
        if (obstacle == null) {
            return new Accepted(slot);
        }
        return new Refused(
                switch (obstacle) {
                    case FREEZE ->
                        "%s in %s is on a freeze date, there or in UTC; no upgrade starts then."
                                .formatted(text(wish), zone);
                    case UNSTAFFED ->
                        "%s in %s is outside the hours in which upgrades are watched over.".formatted(text(wish), zone);
                    case FULL -> "The slot of %s in %s is full.".formatted(text(wish), zone);
                });
    }

    private static String whatTheClockDoes(LocalDateTime wish, ZoneId zone) {
        var change = zone.getRules().getTransition(wish);
        var from = text(change.getDateTimeBefore());
        var to = text(change.getDateTimeAfter());
        return change.isGap()
                ? "%s does not exist in %s: the clock jumps from %s to %s.".formatted(text(wish), zone, from, to)
                : "%s happens twice in %s: the clock is set back from %s to %s.".formatted(text(wish), zone, from, to);
    }

    static String text(LocalDateTime time) {
        return time.toLocalDate() + " " + time.toLocalTime();
    }
}
