package dev.chatmigration.domain.widgetdetection;

import java.util.Locale;

/** What a visitor of the page gets from its live code. */
public enum Widget {
    /** The legacy chat widget. */
    ZOPIM,
    /** The Web Widget, in any of its snippets. */
    WEB_WIDGET,
    /** Both at once, which shows two chat buttons. */
    BOTH,
    NONE,
    /** No sign of either, but a tag manager may add one that the source does not show. */
    UNKNOWN;

    /** The word used in exports: {@code zopim}, {@code web_widget}, {@code both}, {@code none}, {@code unknown}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
