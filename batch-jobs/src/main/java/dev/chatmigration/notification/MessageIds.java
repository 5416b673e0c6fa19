package dev.chatmigration.notification;

import dev.chatmigration.database.Fingerprint;
import dev.chatmigration.domain.notification.NoticeKind;
import java.util.Locale;

/**
 * Names notices and messages, so that the same one always gets the same name and writing it twice changes nothing. The
 * name travels in a mail header and stands in exports, so the recipient is in it as a hash only.
 */
final class MessageIds {
    private static final int HASH_BYTES = 8;

    private final String domain;

    MessageIds(String domain) {
        this.domain = domain;
    }

    /** The Message-ID of a mail, without its angle brackets. */
    String mail(NoticeTo to) {
        return id(to.notice().kind() + "." + to.notice().account().id() + "." + to.revision() + "."
                + hash(recipientAnd(to.about(), to.recipient())));
    }

    /** The name of the place in the product that this notice fills; a later notice of the same thread takes it over. */
    String inProduct(NoticeTo to) {
        NoticeKind kind = to.notice().kind();
        String thread = kind.isAboutTheDate() ? "date" : kind.name();
        return id(thread + "." + to.notice().account().id() + "." + hash(to.recipient()));
    }

    private static String recipientAnd(String about, String recipient) {
        return about.isEmpty() ? recipient : about + " " + recipient;
    }

    private String id(String local) {
        return (local + "@" + domain).toLowerCase(Locale.ROOT);
    }

    private static String hash(String recipient) {
        return Fingerprint.of(recipient.toLowerCase(Locale.ROOT)).substring(0, 2 * HASH_BYTES);
    }
}
