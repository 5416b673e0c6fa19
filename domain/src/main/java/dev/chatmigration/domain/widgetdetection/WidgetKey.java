package dev.chatmigration.domain.widgetdetection;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the keys that snippets carry.
 *
 * <p>An account key has exactly 32 letters and digits; a Web Widget is named by a UUID or by its account's host. Anything else that
 * stands in a key's place is a placeholder or the work of a server.
 */
final class WidgetKey {

    private static final Pattern ACCOUNT_KEY = Pattern.compile("[A-Za-z0-9]{32}");
    private static final Pattern UUID =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern HOST =
            Pattern.compile("(?i:web_widget/)?[A-Za-z0-9][A-Za-z0-9-]{0,62}\\.zendesk\\.com");
    private static final String WITH_WIDGET_NAME = "web_widget/";

    private WidgetKey() {}

    static boolean isAccountKey(String text) {
        return text.length() == 32 && ACCOUNT_KEY.matcher(text).matches() && !isPlaceholder(text);
    }

    /** Only such keys are taken for one where no address stands beside them: a hash or a word of 32 letters is not mixed. */
    static boolean isUnmistakableAccountKey(String text) {
        return isAccountKey(text)
                && text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase)
                && text.chars().anyMatch(Character::isDigit);
    }

    static boolean isUuid(String text) {
        return text.length() == 36 && UUID.matcher(text).matches() && !isPlaceholder(text);
    }

    static boolean isHost(String text) {
        return text.length() <= 90 && HOST.matcher(text).matches() && !isPlaceholder(text);
    }

    /** The key as it is compared and shown, or null where the text is none. */
    static @Nullable String legacy(String text) {
        return isAccountKey(text) ? text : null;
    }

    /** The key as it is compared and shown, or null where the text is none. */
    static @Nullable String webWidget(String text) {
        return isUuid(text) || isHost(text) ? text : null;
    }

    /** The account's host in a key that names one. */
    static String hostOf(String key) {
        var lower = key.toLowerCase(Locale.ROOT);
        return lower.startsWith(WITH_WIDGET_NAME) ? lower.substring(WITH_WIDGET_NAME.length()) : lower;
    }

    /** Samples fill the room with one or two characters (32 times x passes for a key by its length) or with words. */
    private static boolean isPlaceholder(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        long distinct =
                lower.chars().filter(Character::isLetterOrDigit).distinct().count();
        return distinct <= 2
                || lower.contains("xxxxxxxx")
                || lower.startsWith("your")
                || lower.startsWith(WITH_WIDGET_NAME + "your")
                || lower.equals("subdomain.zendesk.com");
    }
}
