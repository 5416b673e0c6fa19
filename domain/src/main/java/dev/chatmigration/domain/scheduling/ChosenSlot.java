package dev.chatmigration.domain.scheduling;

/** The answer to somebody who chose a slot. */
public sealed interface ChosenSlot {

    /** The slot may be set. */
    record Accepted(Slot slot) implements ChosenSlot {}

    /**
     * The slot may not be set.
     *
     * @param sentence why not, in English, fit to be shown to whoever chose
     */
    record Refused(String sentence) implements ChosenSlot {}
}
