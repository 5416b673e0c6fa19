package dev.chatmigration.domain.agentmerge;

import java.util.Locale;

/** On whose word an agent becomes what it becomes. */
public enum DecidedBy {
    /** There was nothing to decide: the agent is known to Support alone. */
    AUTOMATIC,
    /** An administrator of the account said so. */
    REVIEW,
    /** Nobody said anything, so the rules decided on the account's behalf. */
    ON_BEHALF;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the export has it. */
    public String label() {
        return label;
    }
}
