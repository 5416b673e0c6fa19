package dev.chatmigration.maildispatch;

/** No mail can go out now, through nobody's fault but ours; the message says where, why and what to do. */
final class TransportUnavailable extends Exception {
    TransportUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
