package dev.chatmigration.domain.agentmerge;

import java.util.Locale;

/** How an agent signs in after the upgrade. */
public enum SignIn {
    /** As before, with the password of Support. */
    SUPPORT_PASSWORD,
    /** With a password that is still to be set. */
    SET_PASSWORD,
    SSO;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the export has it. */
    public String label() {
        return label;
    }
}
