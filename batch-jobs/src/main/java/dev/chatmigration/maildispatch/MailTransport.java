package dev.chatmigration.maildispatch;

/** A way for mails to leave. */
interface MailTransport {
    /** Nothing is opened yet; one connection serves many mails. */
    Connection connection();

    /**
     * Whether a mail handed over twice is there once, the later one in place of the earlier. Then nothing is lost by
     * committing many mails together.
     */
    boolean replacesEarlier();

    /** A conversation with whoever takes the mails. */
    interface Connection extends AutoCloseable {
        /** Makes sure that this mail could be handed over now; to be called before it is claimed. */
        void prepare(OutgoingMail mail) throws TransportUnavailable;

        /** Hands over a mail that was prepared. */
        Outcome send(OutgoingMail mail);

        @Override
        void close();
    }
}
