package dev.chatmigration.domain.scheduling;

import java.time.Instant;

/** The places already taken. What it says may be out of date by the time a slot is stored; the database decides. */
@FunctionalInterface
public interface SlotOccupancy {
    /** How many accounts start at this instant. */
    int used(Instant start);
}
