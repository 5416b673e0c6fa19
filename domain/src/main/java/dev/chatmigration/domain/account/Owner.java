package dev.chatmigration.domain.account;

import org.jspecify.annotations.Nullable;

/** Who owns each side; either may be unknown. */
public record Owner(@Nullable Long chatAgentId, @Nullable Long supportUserId) {
    public static final Owner UNKNOWN = new Owner(null, null);
}
