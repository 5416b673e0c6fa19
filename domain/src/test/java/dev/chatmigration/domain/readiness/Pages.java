package dev.chatmigration.domain.readiness;

import dev.chatmigration.domain.widgetdetection.ApiCall;
import dev.chatmigration.domain.widgetdetection.ContentSecurityPolicyVerdict;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.Placement;
import dev.chatmigration.domain.widgetdetection.Widget;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pages as widget detection sees them. */
final class Pages {
    static final String LEGACY_KEY = "2b7XyQ9aLmN4pRsT8uVwZ1cDeFgHiJkL";
    static final String UUID = "5a1c0e66-7a43-4f4a-9d54-0c7d3bb4a9c1";

    private Pages() {}

    static PageWidgets of(Widget widget, Placement... placements) {
        return new PageWidgets(
                widget,
                Arrays.stream(placements)
                        .filter(Placement::active)
                        .flatMap(placement -> Stream.ofNullable(placement.key()))
                        .toList(),
                List.of(placements),
                List.of(),
                null,
                List.of());
    }

    static Placement placement(String form, String key, int line, boolean active) {
        return new Placement(form, key, line, active, "because");
    }

    static PageWidgets legacy(int line) {
        return of(Widget.ZOPIM, placement("Z5", LEGACY_KEY, line, true));
    }

    static PageWidgets current() {
        return of(Widget.WEB_WIDGET, placement("W4", UUID, 3, true));
    }

    static PageWidgets calling(ApiCall... calls) {
        return new PageWidgets(Widget.WEB_WIDGET, List.of(), List.of(), List.of(calls), null, List.of());
    }

    static PageWidgets withPolicy(boolean blocks) {
        return new PageWidgets(
                Widget.WEB_WIDGET,
                List.of(),
                List.of(),
                List.of(),
                new ContentSecurityPolicyVerdict(
                        List.of("default-src 'self'"),
                        blocks,
                        Map.of("script-src", List.of("https://static.zdassets.com"))),
                List.of());
    }

    static PageWidgets behindTagManager() {
        return new PageWidgets(
                Widget.UNKNOWN, List.of(), List.of(), List.of(), null, List.of("Google Tag Manager GTM-ABC123"));
    }
}
