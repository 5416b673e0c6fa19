package dev.chatmigration.domain.passwordsetup;

import dev.chatmigration.domain.account.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How long a setup link works: until the end of the account's first full business day after the upgrade, so that every
 * agent has had one working day, within bounds.
 *
 * @param atLeast measured from the upgrade, not negative
 * @param atMost measured from the upgrade, at least {@code atLeast}
 */
public record LinkLifetime(Duration atLeast, Duration atMost) {
    /** From 24 to 96 hours. */
    public static final LinkLifetime DEFAULT = new LinkLifetime(Duration.ofHours(24), Duration.ofHours(96));

    /**
     * Refuses what is no range of time.
     *
     * @throws IllegalArgumentException if the bounds are negative or the wrong way round
     */
    public LinkLifetime {
        if (atLeast.isNegative() || atMost.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException(
                    "A link lives at least %s and at most %s, which is no range of time".formatted(atLeast, atMost));
        }
    }

    /**
     * When a link made by this upgrade stops working. An account without business days gives no day to wait for, so its
     * links live as long as any.
     *
     * @param zone the account's; a day begins and ends on its clock
     * @param hours null means {@link BusinessHours#USUAL}; only the days count, from midnight to midnight
     */
    public Instant expiry(Instant upgradedAt, ZoneId zone, @Nullable BusinessHours hours) {
        var earliest = upgradedAt.plus(atLeast);
        var latest = upgradedAt.plus(atMost);
        var end = endOfFirstFullBusinessDay(upgradedAt, zone, hours == null ? BusinessHours.USUAL : hours);
        if (end == null || end.isAfter(latest)) {
            return latest;
        }
        return end.isBefore(earliest) ? earliest : end;
    }

    private static @Nullable Instant endOfFirstFullBusinessDay(Instant upgradedAt, ZoneId zone, BusinessHours hours) {
        var upgradeDate = LocalDate.ofInstant(upgradedAt, zone);
        // Nine dates: the upgrade's own, which is full if it began at that instant, a week, and a date that a zone
        // skips.
        for (var date = upgradeDate; date.isBefore(upgradeDate.plusDays(9)); date = date.plusDays(1)) {
            var begins = date.atStartOfDay(zone).toInstant();
            var ends = date.plusDays(1).atStartOfDay(zone).toInstant();
            // A date that the zone skipped begins and ends at the same instant.
            if (hours.days().contains(date.getDayOfWeek()) && !begins.isBefore(upgradedAt) && begins.isBefore(ends)) {
                return ends;
            }
        }
        return null;
    }
}
