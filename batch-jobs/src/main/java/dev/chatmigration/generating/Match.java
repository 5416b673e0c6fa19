package dev.chatmigration.generating;

/** How the two sides know a person. */
enum Match {
    SAME_EMAIL,
    CHAT_ONLY,
    SUPPORT_ONLY,
    /** Chat's address is a verified secondary identity of the Support user. */
    TWO_EMAILS;

    boolean inChat() {
        return this != SUPPORT_ONLY;
    }

    boolean inSupport() {
        return this != CHAT_ONLY;
    }
}
