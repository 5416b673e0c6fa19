package dev.chatmigration.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of Support's security settings that the migration looks at.
 *
 * @param assumable whether Zendesk staff may open the account; null where the feed does not say
 * @param assumableAccountType true on trials, which are always open
 * @param assumptionDuration {@code off}, {@code day}, {@code week}, {@code month}, {@code year} or {@code always}
 * @param passwordLogin {@code authentication.agent.zendesk_login}; true where the feed does not say
 * @param enforceSso {@code authentication.agent.enforce_sso}; false where the feed does not say
 * @param ipRanges one text, entries separated by blanks
 */
public record SecuritySettings(
        @Nullable Boolean assumable,
        boolean assumableAccountType,
        @Nullable String assumptionDuration,
        @Nullable Instant assumptionExpiration,
        boolean passwordLogin,
        boolean enforceSso,
        boolean ipRestrictionEnabled,
        @Nullable String ipRanges) {}
