package dev.chatmigration.importing;

/** The two directories that agents come from. */
public enum Side {
    CHAT("chat"),
    SUPPORT("support");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** How the tables call it. */
    public String label() {
        return label;
    }
}
