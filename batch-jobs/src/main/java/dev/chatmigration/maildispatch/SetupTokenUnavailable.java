package dev.chatmigration.maildispatch;

/** The token of a setup link cannot be told now; the message says why and what to do. */
final class SetupTokenUnavailable extends Exception {
    SetupTokenUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
