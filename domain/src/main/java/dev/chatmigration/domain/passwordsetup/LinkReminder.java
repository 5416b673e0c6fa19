package dev.chatmigration.domain.passwordsetup;

import dev.chatmigration.domain.notification.ReadingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** When an agent who has not used a setup link is reminded of it: once, while it still works. */
public final class LinkReminder {
    private static final Duration AHEAD = Duration.ofHours(8);

    private LinkReminder() {}

    /**
     * Eight hours before the link expires, which is the afternoon of the one working day that it grants; halfway through
     * the life of a shorter one. Earlier where that falls outside the reader's hours, unless the link would not be older
     * than that.
     *
     * @param zone the account's
     */
    public static Instant at(Instant issuedAt, Instant expiresAt, ZoneId zone, ReadingHours hours) {
        Duration half = Duration.between(issuedAt, expiresAt).dividedBy(2);
        Instant latest = expiresAt.minus(half.compareTo(AHEAD) < 0 ? half : AHEAD);
        Instant within = hours.lastUntil(latest, zone);
        return within.isAfter(issuedAt) ? within : latest;
    }
}
