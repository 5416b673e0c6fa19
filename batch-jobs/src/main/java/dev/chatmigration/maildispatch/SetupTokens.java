package dev.chatmigration.maildispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where dispatch gets the secret of a setup link at the moment its mail goes out. */
public interface SetupTokens {
    /**
     * The token of the link, the same at every call, as long as {@link
     * dev.chatmigration.notification.MailTemplates#LINK_PLACEHOLDER}; null where the link does not work any more at
     * {@code at}, so that nobody is mailed a dead one.
     *
     * @throws RuntimeException where it cannot be told now, for instance because the key is missing: the mail waits
     */
    @Nullable
    String tokenFor(String selector, Instant at);
}
