package dev.chatmigration.domain.account;

import java.util.Arrays;
import java.util.Optional;

/** Where an account stands in the history of the product; only the two legacy phases may enter the migration. */
public enum Phase {
    LEGACY_CHAT("legacy_chat", true),
    LEGACY_CHAT_SUPPORT("legacy_chat_support", true),
    PHASE3("phase3", false),
    PHASE4("phase4", false);

    private final String label;
    private final boolean legacy;

    Phase(String label, boolean legacy) {
        this.label = label;
        this.legacy = legacy;
    }

    /** The feed's own word. */
    public String label() {
        return label;
    }

    public boolean isLegacy() {
        return legacy;
    }

    /** The phase that the feed calls {@code label}, or empty if there is none. */
    public static Optional<Phase> of(String label) {
        return Arrays.stream(values())
                .filter(phase -> phase.label.equals(label))
                .findFirst();
    }
}
