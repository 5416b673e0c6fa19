package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.scheduling.ChosenSlot.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An administrator of the account chooses another slot. Business hours are not imposed: whoever moves an upgrade into
 * the working day knows why.
 */
public final class AdministratorMove {
    /** The earliest choice, in days from today on the account's clock. */
    static final int EARLIEST_DAYS = 3;

    /** The latest choice, in days from today on the account's clock. */
    static final int LATEST_DAYS = 60;

    /** A slot as close as this can still be moved, a closer one cannot. */
    static final Duration LAST_CHANGE = Duration.ofHours(24);

    private AdministratorMove() {}

    /**
     * Whether the choice is free to take.
     *
     * @param wish on the account's clock
     * @param current the slot that would be given up; null, and the choice is refused, where the account has none
     * @param zone the account's
     */
    public static ChosenSlot check(
            LocalDateTime wish,
            @Nullable Slot current,
            ZoneId zone,
            Instant now,
            SchedulingPolicy policy,
            SlotOccupancy occupancy) {
        if (current == null) {
            return new Refused("The account has no slot that could be moved.");
        }
        if (now.isAfter(current.start().minus(LAST_CHANGE))) {
            return new Refused("A slot can be moved until 24 hours before it starts.");
        }
        var today = LocalDate.ofInstant(now, zone);
        var earliest = today.plusDays(EARLIEST_DAYS);
        var latest = today.plusDays(LATEST_DAYS);
        var date = wish.toLocalDate();
        if (date.isBefore(earliest) || date.isAfter(latest)) {
            return new Refused("%s is not %d to %d days ahead; choose a date from %s to %s."
                    .formatted(date, EARLIEST_DAYS, LATEST_DAYS, earliest, latest));
        }
        return ChosenHour.check(wish, current, zone, policy, occupancy);
    }
}
