package dev.chatmigration.importing;

import dev.chatmigration.domain.account.Identity;
import dev.chatmigration.domain.account.SupportUser;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user of the Support side; only the id is indispensable. */
final class SupportUserCheck implements RecordParser.RecordCheck<SupportUser> {
    /** All identities of a user together. */
    private static final int LONGEST_LIST = 100_000;

    private static final Map<String, SupportUser.Role> ROLES = Words.of(Words::hyphenated, SupportUser.Role.values());

    @Override
    public SupportUser check(long accountId, FeedObject user) throws RecordRejected {
        long id = user.requiredId("id");
        SupportUser.Role role = user.oneOf("role", ROLES);
        boolean active = user.flag("active", true);
        boolean deleted = user.flag("permanently_deleted", false);
        ZoneId zone = user.zone("iana_time_zone");
        return new SupportUser(
                accountId,
                id,
                user.text("name"),
                user.text("alias"),
                user.address("email"),
                // Support's own default; an agent taken for an end user blocks the account rather than slipping
                // through.
                role == null ? SupportUser.Role.END_USER : role,
                user.count("role_type"),
                deleted || !active,
                user.flag("suspended", false),
                user.flag("verified"),
                user.address("locale"),
                zone == null ? null : zone.getId(),
                identities(user));
    }

    private static List<Identity> identities(FeedObject user) {
        List<FeedObject> list = user.objects("identities");
        if (list == null) {
            return List.of();
        }
        List<Identity> identities = new ArrayList<>();
        long length = 0;
        for (FeedObject each : list) {
            String type = each.requiredText("type");
            String value = each.requiredText("value");
            if (type == null || value == null) {
                continue;
            }
            identities.add(new Identity(type, value, each.flag("primary", false), each.flag("verified", false)));
            length += type.length() + value.length();
            if (length > LONGEST_LIST) {
                user.report("identities", "Expected at most " + LONGEST_LIST + " characters in all, but found more.");
                return List.of();
            }
        }
        return identities;
    }
}
