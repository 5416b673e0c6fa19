package dev.chatmigration.domain.agentmerge;

/** The four ways in which the two sides can know a person. */
public enum Scenario {
    /** Both sides, by the same address. */
    SAME_EMAIL,
    /** Chat alone. */
    CHAT_ONLY,
    /** Support alone. */
    SUPPORT_ONLY,
    /** Both sides, by different addresses. */
    TWO_EMAILS;

    /** As the export has it. */
    public String label() {
        return name();
    }
}
