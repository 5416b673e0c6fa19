package dev.chatmigration.domain.scheduling;

import java.time.Duration;
import java.time.Instant;

/** Whether an upgrade may start now. The promise was a quiet hour, so one that is late by too much does not start. */
public enum StartDecision {
    NOT_YET,
    START,
    TOO_LATE;

    /**
     * Decides for one slot.
     *
     * @param slot the instant promised; the first at which the upgrade may start
     * @param tolerance how long after {@code slot} it may still start, that last instant included
     */
    public static StartDecision of(Instant slot, Instant now, Duration tolerance) {
        if (now.isBefore(slot)) {
            return NOT_YET;
        }
        return now.isAfter(slot.plus(tolerance)) ? TOO_LATE : START;
    }
}
