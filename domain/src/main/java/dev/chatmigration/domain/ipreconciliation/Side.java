package dev.chatmigration.domain.ipreconciliation;

/** Whose allow-list it is. */
public enum Side {
    CHAT("chat"),
    SUPPORT("support");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** The name used in exports: {@code chat} or {@code support}. */
    public String label() {
        return label;
    }
}
