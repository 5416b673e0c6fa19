package dev.chatmigration.domain.account;

import org.jspecify.annotations.Nullable;

/**
 * An agent of the Chat side.
 *
 * @param email the address as the feed has it, trimmed; null where it is missing or was refused
 * @param displayName what visitors see; becomes the alias
 * @param enabled false for an agent switched off in Chat
 * @param owner {@code roles.owner}
 * @param administrator {@code roles.administrator}
 * @param nightsUnseen on how many nights the account's Chat agents were delivered since this one was last among them
 */
public record ChatAgent(
        long accountId,
        long id,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String displayName,
        boolean enabled,
        boolean owner,
        boolean administrator,
        @Nullable Long roleId,
        int nightsUnseen) {

    /** An owner is an administrator too. */
    public boolean hasAdministratorRights() {
        return owner || administrator;
    }
}
