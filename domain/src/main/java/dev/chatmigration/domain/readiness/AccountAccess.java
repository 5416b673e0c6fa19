package dev.chatmigration.domain.readiness;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.SecuritySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether the people who upgrade an account may open it all the time they need: the announced hour and the day in which
 * Chat history follows. Trials are always open.
 */
final class AccountAccess {
    private static final Duration NEEDED = Duration.ofHours(25);

    private AccountAccess() {}

    static List<Finding> of(Account account, AccountFacts.Window window) {
        SecuritySettings security = account.security();
        if (security == null || security.assumable() == null || security.assumableAccountType()) {
            return List.of();
        }
        if (!security.assumable() || "off".equals(security.assumptionDuration())) {
            return List.of(closed("Account access is switched off."));
        }
        Instant start = window.slot() == null ? window.earliest() : window.slot();
        Instant expires = security.assumptionExpiration();
        if (!"always".equals(security.assumptionDuration())
                && expires != null
                && expires.isBefore(start.plus(NEEDED))) {
            return List.of(closed(
                    "Account access ends at " + expires + ", before the upgrade and the day after it are over."));
        }
        return List.of();
    }

    private static Finding closed(String what) {
        return Finding.ofAccount(
                Check.ACCOUNT_ACCESS_CLOSED, what + " Opening it changes neither licence nor number of seats.");
    }
}
