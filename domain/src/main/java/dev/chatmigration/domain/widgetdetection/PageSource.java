package dev.chatmigration.domain.widgetdetection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A page as it was delivered.
 *
 * @param name its URL or file name; only tells a pure script, a Markdown or a plain text file from HTML
 * @param content the text, HTML in most cases
 * @param headers what is read of the response headers: {@code content-security-policy}, in lower case, or nothing
 */
public record PageSource(String name, String content, Map<String, List<String>> headers) {
    private static final String POLICY = "content-security-policy";

    /** Takes all headers of a response, names in any case, and keeps those that say something about widgets. */
    public PageSource {
        headers = read(headers);
    }

    /** A page of which only the text is known. */
    public PageSource(String name, String content) {
        this(name, content, Map.of());
    }

    private static Map<String, List<String>> read(Map<String, List<String>> headers) {
        List<String> policies = new ArrayList<>();
        headers.forEach((name, values) -> {
            if (name != null && values != null && name.strip().equalsIgnoreCase(POLICY)) {
                policies.addAll(values);
            }
        });
        return policies.isEmpty() ? Map.of() : Map.of(POLICY, policies);
    }
}
