package dev.chatmigration.domain.scheduling;

import dev.chatmigration.domain.account.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether an account gets a slot.
 *
 * @param requestedAt when the account asked, as the feed tells it now; null where it has not
 * @param withdrawnAt when its slot was last cancelled, by a person or by a change of phase, or its upgrade last
 *     undone; null where neither was
 * @param movedTooOftenAt when it was last sent back to wait for having been moved too often; null where it never was
 * @param blocked whether an open finding blocks its upgrade
 */
public record EntryFacts(
        Phase phase,
        AccountState state,
        @Nullable Instant requestedAt,
        @Nullable Instant withdrawnAt,
        @Nullable Instant movedTooOftenAt,
        boolean blocked) {
    /**
     * Refuses an undo at no known time, since nothing could count as later.
     *
     * @throws IllegalArgumentException if the account is rolled back and {@code withdrawnAt} is null
     */
    public EntryFacts {
        if (state == AccountState.ROLLED_BACK && withdrawnAt == null) {
            throw new IllegalArgumentException("The account is ROLLED_BACK, but the time of the undo is missing");
        }
    }
}
