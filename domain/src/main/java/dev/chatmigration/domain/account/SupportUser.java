package dev.chatmigration.domain.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of the Support side.
 *
 * @param email the primary address as the feed has it, trimmed
 * @param roleType 1 light agent, 3 contributor, 5 billing admin and so on; null where the feed does not say
 * @param deleted {@code active: false} or {@code permanently_deleted}
 * @param verified whether the primary address is verified; null where the feed does not say
 * @param locale BCP 47 tag
 * @param timeZone {@code iana_time_zone}; never Support's {@code time_zone}, which is a display name
 * @param identities addresses and numbers attached to this user, the primary one possibly among them
 */
public record SupportUser(
        long accountId,
        long id,
        @Nullable String name,
        @Nullable String alias,
        @Nullable String email,
        Role role,
        @Nullable Integer roleType,
        boolean deleted,
        boolean suspended,
        @Nullable Boolean verified,
        @Nullable String locale,
        @Nullable String timeZone,
        List<Identity> identities) {

    /** Support's own three roles. */
    public enum Role {
        END_USER,
        AGENT,
        ADMIN
    }

    /** A record of the Support side that counts as an agent; end users matter only as owners of an address. */
    public boolean isAgent() {
        return role != Role.END_USER;
    }
}
