package dev.chatmigration.domain.agentmerge;

import java.util.Locale;

/** What an agent may do in the upgraded account. */
public enum Role {
    OWNER,
    ADMIN,
    AGENT,
    LIGHT_AGENT,
    /** Serves chats, and in Support writes private comments only; what Chat agents new to Support become. */
    CONTRIBUTOR;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the export has it. */
    public String label() {
        return label;
    }
}
