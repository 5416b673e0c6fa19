package dev.chatmigration.domain.scheduling;

/** What a search for a slot came to. */
public sealed interface SlotDecision {

    /** The earliest slot that fits. */
    record Found(Slot slot) implements SlotDecision {}

    /**
     * No slot fits.
     *
     * @param reason why there is none, as an English sentence
     */
    record NoneFits(String reason) implements SlotDecision {}
}
