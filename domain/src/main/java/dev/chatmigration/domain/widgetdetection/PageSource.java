package dev.chatmigration.domain.widgetdetection;

import java.util.List;
import java.util.Map;

/**
 * A page as it was delivered.
 *
 * @param name its URL or file name; only tells a pure script, a Markdown or a plain text file from HTML
 * @param content the text, HTML in most cases
 * @param headers response headers, names in any case; only {@code Content-Security-Policy} is read
 */
public record PageSource(String name, String content, Map<String, List<String>> headers) {

    /** A page of which only the text is known. */
    public PageSource(String name, String content) {
        this(name, content, Map.of());
    }
}
