package dev.chatmigration.widgetdetection;

import dev.chatmigration.domain.widgetdetection.PageSource;

/**
 * A page of an account's site, wherever it came from.
 *
 * @param source its name is the page's URL
 */
public record AccountPage(long accountId, PageSource source) {
    String url() {
        return source.name();
    }
}
