package dev.chatmigration.domain.brake;

/** What a run does that people notice or that is not taken back without them. */
public enum Measure {
    /** Accounts whose upgrade is tried. */
    ACCOUNTS("accounts upgraded"),
    /** Agents that an upgrade makes because Support does not know them. */
    NEW_AGENTS("agents created"),
    /** Mails that leave for the first time; one tried again is no further mail. */
    MAILS("mails sent");

    private final String words;

    Measure(String words) {
        this.words = words;
    }

    /** How it is counted in a sentence. */
    String words() {
        return words;
    }
}
