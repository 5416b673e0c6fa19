package dev.chatmigration.domain.widgetdetection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ready code for an account's pages: the current snippet, and the settings that leave chat alone on a page. */
public final class WidgetFix {

    /** The settings that exist beside chat, as the widget names them. */
    private static final List<String> OTHER_CHANNELS = List.of("contactForm", "helpCenter", "talk", "answerBot");

    private WidgetFix() {}

    /**
     * The current snippet (form W4 or W5) with the account's key; to stand in the place of any older one.
     *
     * @param key as the feed has it: a UUID, or {@code web_widget/sub.zendesk.com}
     * @return empty where there is no key or the text is none, so that nothing of a feed gets into markup unseen
     */
    public static Optional<String> snippet(@Nullable String key) {
        if (key == null || WidgetKey.webWidget(key) == null || !isOfSnippet(key)) {
            return Optional.empty();
        }
        return Optional.of("<script id=\"ze-snippet\" src=\"https://static.zdassets.com/ekr/snippet.js?key=" + key
                + "\"></script>");
    }

    /**
     * Settings that suppress an account's other channels. They are read when the widget starts, so they have to stand
     * before the snippet.
     *
     * @param channels what the widget offers, as the feed names it: {@code contact_form} or {@code contactForm}
     * @return empty where nothing but chat is offered
     */
    public static Optional<String> chatAlone(List<String> channels) {
        var offered = channels.stream().map(WidgetFix::plain).toList();
        var suppressed = OTHER_CHANNELS.stream()
                .filter(channel -> offered.contains(plain(channel)))
                .map(channel -> channel + ": {suppress: true}")
                .collect(Collectors.joining(", "));
        return suppressed.isEmpty()
                ? Optional.empty()
                : Optional.of("<script>window.zESettings = {webWidget: {" + suppressed + "}};</script>");
    }

    /** The iframe loaders take a bare host; the current snippet does not. */
    private static boolean isOfSnippet(String key) {
        return WidgetKey.isUuid(key) || key.startsWith("web_widget/");
    }

    private static String plain(String channel) {
        return channel.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
