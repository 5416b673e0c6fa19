package dev.chatmigration.domain.scheduling;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When an account's upgrade starts. All three are kept: the local time is what was promised, the instant is what is
 * acted on, and a change of the zone's rules may drive them apart.
 *
 * @param start the instant at which the upgrade starts
 * @param local the same moment on the account's clock
 * @param zone whose clock that is
 */
public record Slot(Instant start, LocalDateTime local, ZoneId zone) {

    /** The slot that starts at this instant. */
    public static Slot at(Instant start, ZoneId zone) {
        return new Slot(start, LocalDateTime.ofInstant(start, zone), zone);
    }

    /**
     * The slot that starts at this local time; empty where the clock never shows it or shows it twice. {@code
     * ZonedDateTime.of} would move the one and choose for the other, and a promise is neither moved nor guessed.
     */
    public static Optional<Slot> at(LocalDateTime local, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(local);
        return offsets.size() == 1
                ? Optional.of(new Slot(local.toInstant(offsets.get(0)), local, zone))
                : Optional.empty();
    }
}
