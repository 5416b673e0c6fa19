package dev.chatmigration.maildispatch;

/** A mail that no attempt could deliver; the message says why, for people. */
final class UnsendableMail extends Exception {
    UnsendableMail(String why) {
        super(why);
    }
}
