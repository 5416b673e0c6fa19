package dev.chatmigration.domain.passwordsetup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a presented link is worth, with the reason. Only somebody who holds the whole link ever gets another answer than
 * {@link Unknown}: a right selector with a wrong verifier is as unknown as a selector that never was, so nobody can find
 * out by trying which accounts or agents exist.
 */
public sealed interface LinkStanding {
    /** It works. */
    record Valid(long accountId, long agentId, Instant expiresAt) implements LinkStanding {}

    record Used(Instant at) implements LinkStanding {}

    record Expired(Instant at) implements LinkStanding {}

    /** The agent was mailed a newer one. */
    record Superseded(Instant at) implements LinkStanding {}

    record Withdrawn(Withdrawal why, Instant at) implements LinkStanding {}

    /** No such link, or not the whole of it. */
    record Unknown() implements LinkStanding {}

    /** What the page may say. */
    enum Shown {
        WORKS,
        USED,
        /** Offers a new link. */
        EXPIRED,
        /** Points to the newer mail. */
        SUPERSEDED,
        /** Unknown, or dead for a reason that is between the account and us. */
        NOT_VALID
    }

    /** What may be told of it. Why a link was withdrawn would tell whoever finds an old mail how the account is doing. */
    default Shown shown() {
        if (this instanceof Valid) {
            return Shown.WORKS;
        }
        if (this instanceof Used) {
            return Shown.USED;
        }
        if (this instanceof Expired) {
            return Shown.EXPIRED;
        }
        return this instanceof Superseded ? Shown.SUPERSEDED : Shown.NOT_VALID;
    }

    /**
     * The standing of a stored link whose verifier was right. What ended it first counts; a link is dead from the very
     * instant at which it expires.
     *
     * @param withdrawnWhy set exactly if {@code withdrawnAt} is
     */
    static LinkStanding of(
            SetupLink link,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable Instant supersededAt,
            @Nullable Instant withdrawnAt,
            @Nullable Withdrawal withdrawnWhy,
            Instant now) {
        if (usedAt != null) {
            return new Used(usedAt);
        }
        if (withdrawnAt != null && withdrawnWhy != null) {
            return new Withdrawn(withdrawnWhy, withdrawnAt);
        }
        if (supersededAt != null) {
            return new Superseded(supersededAt);
        }
        return now.isBefore(expiresAt)
                ? new Valid(link.accountId(), link.agentId(), expiresAt)
                : new Expired(expiresAt);
    }
}
