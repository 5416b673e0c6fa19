package dev.chatmigration.domain.agentmerge;

import java.util.Locale;

/** How an agent signs in after the upgrade. */
public enum SignIn {
    /** As before, with the password of Support. */
    SUPPORT_PASSWORD,
    /** With a password that is still to be set. */
    SET_PASSWORD,
    SSO;

    /** As the export has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
