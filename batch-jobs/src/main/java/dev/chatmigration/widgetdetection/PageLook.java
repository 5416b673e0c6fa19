package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.PageWidgets;
import org.jspecify.annotations.Nullable;

/**
 * A page before or behind the detector. Public since the code that Spring generates for its reader and writer lies elsewhere.
 *
 * @param done whether the detector was asked
 * @param seen what it said; null where it failed or was not asked
 */
public record PageLook(
        AccountPage page, boolean done, @Nullable PageWidgets seen) {
    static PageLook notYet(AccountPage page) {
        return new PageLook(page, false, null);
    }
}
