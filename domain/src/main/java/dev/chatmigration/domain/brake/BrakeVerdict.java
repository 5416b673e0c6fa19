package dev.chatmigration.domain.brake;

/** Whether a run may do what it wants to. */
public sealed interface BrakeVerdict {

    /** It is as much as on other days, or too little to ask about. */
    record GoOn() implements BrakeVerdict {}

    /** It is far more than on other days, and people have said that it is right. */
    record GoOnAsReleased() implements BrakeVerdict {}

    /**
     * Nothing of it may be begun before people have looked.
     *
     * @param size what the day would come to
     * @param reason as an English sentence
     */
    record Stop(long size, String reason) implements BrakeVerdict {}
}
