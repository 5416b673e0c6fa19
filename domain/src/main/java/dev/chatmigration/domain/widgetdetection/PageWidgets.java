package dev.chatmigration.domain.widgetdetection;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was found on one page.
 *
 * @param widget what a visitor gets
 * @param keys keys of live placements, distinct, in the order of the page
 * @param placements every snippet, running or not, in the order of the page
 * @param apiCalls calls of the old chat API in live code, in the order of the page
 * @param csp null when the page has no policy
 * @param tagManagers live tag-manager loaders, such as {@code Google Tag Manager GTM-ABC123}
 */
public record PageWidgets(
        Widget widget,
        List<String> keys,
        List<Placement> placements,
        List<ApiCall> apiCalls,
        @Nullable ContentSecurityPolicyVerdict csp,
        List<String> tagManagers) {

    /**
     * Live keys that belong to another account. A kind of key of which the account's own is not known is never foreign.
     *
     * @param accountKey the account's legacy chat key, compared case-sensitively
     * @param webWidgetKey the account's Web Widget UUID, compared in any case
     * @param subdomain the account's, for keys such as {@code sub.zendesk.com}
     */
    public List<String> foreignKeys(@Nullable String accountKey, @Nullable String webWidgetKey, String subdomain) {
        return keys.stream()
                .filter(key -> isForeign(key, accountKey, webWidgetKey, subdomain))
                .toList();
    }

    private static boolean isForeign(
            String key, @Nullable String accountKey, @Nullable String webWidgetKey, String subdomain) {
        if (WidgetKey.isAccountKey(key)) {
            return accountKey != null && !key.equals(accountKey);
        }
        if (WidgetKey.isUuid(key)) {
            return webWidgetKey != null && !key.equalsIgnoreCase(webWidgetKey);
        }
        var host = WidgetKey.hostOf(key);
        return !subdomain.isBlank() && !host.equals(subdomain.toLowerCase(Locale.ROOT) + ".zendesk.com");
    }

    /** Whether a snippet older than the current one loads the Web Widget, or its forerunner Zenbox. */
    public boolean outdatedSnippet() {
        return placements.stream()
                .anyMatch(placement -> placement.active()
                        && placement.form().startsWith("W")
                        && placement.form().compareTo("W3") <= 0);
    }

    /** Whether the legacy chat widget is still loaded. */
    public boolean legacySnippet() {
        return placements.stream().anyMatch(placement -> placement.active() && placement.isLegacyChat());
    }
}
