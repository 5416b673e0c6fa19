package dev.chatmigration.maildispatch;

import org.jspecify.annotations.Nullable;

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

        /**
         * Hands over a mail that was prepared.
         *
         * @param next the one to be prepared and sent after it, where that is known already; it may be announced with the end
         *     of this one, but nothing of it is handed over
         */
        Outcome send(OutgoingMail mail, @Nullable OutgoingMail next);

        @Override
        void close();
    }
}
