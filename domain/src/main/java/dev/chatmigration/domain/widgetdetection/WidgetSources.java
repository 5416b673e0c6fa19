package dev.chatmigration.domain.widgetdetection;

import java.util.ArrayList;
import java.util.List;

/**
 * The sources that the Web Widget needs in a Content-Security-Policy, by edition of the vendor's page. The one place to change when
 * the vendor publishes another list.
 *
 * <p>The current edition adds a host for error reports, which the widget works without and which changed its name twice; it is left
 * out. The messaging widget needs other hosts; the lists are never to be merged.
 *
 * @param scripts what scripts are loaded from
 * @param connections what scripts talk to; the browser does not take {@code https:} for {@code wss:}, so sockets are named apart
 * @param images where pictures come from
 * @param styles what the widget's own styles need
 */
record WidgetSources(List<String> scripts, List<String> connections, List<String> images, List<String> styles) {

    static final String SUBDOMAIN = "{subdomain}";

    private static final List<String> IMAGES =
            List.of("https://v2assets.zopim.io", "https://static.zdassets.com", "data:");
    private static final List<String> STYLES = List.of("'unsafe-inline'");

    /** Newest first: where both need as many additions, the newest is reported. */
    static final List<WidgetSources> EDITIONS = List.of(
            edition(
                    List.of("https://*.zdassets.com", "https://*.zendesk.com", "https://*.zopim.com"),
                    List.of("wss://*.zendesk.com", "wss://*.zopim.com")),
            edition(
                    List.of(
                            "https://static.zdassets.com",
                            "https://ekr.zdassets.com",
                            "https://" + SUBDOMAIN + ".zendesk.com",
                            "https://*.zopim.com"),
                    List.of("wss://" + SUBDOMAIN + ".zendesk.com", "wss://*.zopim.com")));

    private static WidgetSources edition(List<String> hosts, List<String> sockets) {
        var connections = new ArrayList<>(hosts);
        connections.addAll(sockets);
        return new WidgetSources(hosts, List.copyOf(connections), IMAGES, STYLES);
    }

    /** What the widget cannot do without: the snippet's own script, and every connection. */
    WidgetSources essential() {
        return new WidgetSources(List.of("https://static.zdassets.com"), connections, List.of(), List.of());
    }
}
