package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.scheduling.ChosenSlot.Accepted;
import dev.chatmigration.domain.scheduling.ChosenSlot.Refused;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Operations set an account's slot by hand, with or without one before. Any future hour that we can serve will do:
 * notice and business hours are theirs to weigh, while clock, capacity, freeze dates and staffed hours bind them too.
 */
public final class OperationsMove {
    private OperationsMove() {}

    /**
     * Whether the choice is free to take.
     *
     * @param wish on the account's clock
     * @param current the slot that would be given up; null where the account has none
     * @param zone the account's
     */
    public static ChosenSlot check(
            LocalDateTime wish,
            @Nullable Slot current,
            ZoneId zone,
            Instant now,
            SchedulingPolicy policy,
            SlotOccupancy occupancy) {
        var answer = ChosenHour.check(wish, current, zone, policy, occupancy);
        if (answer instanceof Accepted accepted && !accepted.slot().start().isAfter(now)) {
            return new Refused("%s in %s is not in the future.".formatted(ChosenHour.text(wish), zone));
        }
        return answer;
    }
}
