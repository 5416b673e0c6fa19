package dev.chatmigration.maildispatch;

/** How an attempt ended. Answers are the server's words, or ours where it had none. */
sealed interface Outcome {
    /** Taken. */
    record Sent() implements Outcome {}

    /** The server said "later". */
    record Deferred(String answer) implements Outcome {}

    /** The connection broke before the mail was handed over; worth another try. */
    record Broken(String words) implements Outcome {}

    /** Refused for good. */
    record Failed(String answer) implements Outcome {}

    /** Handed over, and no answer came. */
    record Unknown(String answer) implements Outcome {}

    /** Nothing was handed over, and for no mail it would be: this attempt does not count. */
    record NotHandedOver(String sentence) implements Outcome {}
}
