package dev.chatmigration.domain.scheduling;

import java.time.Duration;
import java.time.Instant;

/** The places already taken. What it says may be out of date by the time a slot is stored; the database decides. */
@FunctionalInterface
public interface SlotOccupancy {
    /** How many accounts start at this instant. */
    int used(Instant start);

    /**
     * Which of 24 hours, the first of which begins at this instant, are full: bit {@code h} stands for the one that begins
     * {@code h} hours later.
     *
     * @param capacity how many accounts fill an hour, at least 1
     */
    default int full(Instant first, int capacity) {
        int full = 0;
        for (int hour = 0; hour < QuietHours.HOURS; hour++) {
            if (used(first.plus(Duration.ofHours(hour))) >= capacity) {
                full |= 1 << hour;
            }
        }
        return full;
    }
}
