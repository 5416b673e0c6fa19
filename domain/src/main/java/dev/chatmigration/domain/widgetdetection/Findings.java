package dev.chatmigration.domain.widgetdetection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the scans of one page put together. */
final class Findings {

    private final List<Placement> placements = new ArrayList<>();
    private final List<ApiCall> apiCalls = new ArrayList<>();
    private final Set<String> tagManagers = new LinkedHashSet<>();
    private final List<String> metaPolicies = new ArrayList<>();
    private final Set<String> snippetNonces = new LinkedHashSet<>();

    void add(Placement placement) {
        placements.add(placement);
    }

    void add(ApiCall call) {
        apiCalls.add(call);
    }

    void addTagManager(String name) {
        tagManagers.add(name);
    }

    void addMetaPolicy(String policy) {
        metaPolicies.add(policy);
    }

    void addSnippetNonce(String nonce) {
        snippetNonces.add(nonce);
    }

    List<String> metaPolicies() {
        return metaPolicies;
    }

    Set<String> snippetNonces() {
        return snippetNonces;
    }

    PageWidgets verdict(@Nullable ContentSecurityPolicyVerdict csp) {
        var all = placements.stream()
                .sorted(Comparator.comparingInt(Placement::line))
                .collect(Collectors.toCollection(ArrayList::new));
        if (isLive(Placement::isWebWidget) && !isLive(Findings::isInstalledLegacyChat)) {
            all.replaceAll(Findings::withoutWhatTheWebWidgetAdded);
        }
        var keys = all.stream()
                .filter(Placement::active)
                .map(Placement::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var calls =
                apiCalls.stream().sorted(Comparator.comparingInt(ApiCall::line)).toList();
        return new PageWidgets(widget(all), keys, List.copyOf(all), calls, csp, List.copyOf(tagManagers));
    }

    private boolean isLive(Predicate<Placement> kind) {
        return placements.stream().anyMatch(placement -> placement.active() && kind.test(placement));
    }

    private static boolean isInstalledLegacyChat(Placement placement) {
        return placement.isLegacyChat() && !mayBeAddedByTheWebWidget(placement);
    }

    private static boolean mayBeAddedByTheWebWidget(Placement placement) {
        return placement.why().equals(ScriptElement.RUN_TIME_ADDITION);
    }

    /**
     * A running Web Widget adds a plain script element of the legacy widget for its chat. In a page saved from the browser that
     * element stands beside the snippet, and a visitor would still get one widget only.
     */
    private static Placement withoutWhatTheWebWidgetAdded(Placement placement) {
        if (!placement.active() || !mayBeAddedByTheWebWidget(placement)) {
            return placement;
        }
        var why = "added by the Web Widget while the page was open, before it was saved";
        return new Placement(placement.form(), placement.key(), placement.line(), false, why);
    }

    private Widget widget(List<Placement> all) {
        boolean legacy = all.stream().anyMatch(placement -> placement.active() && placement.isLegacyChat());
        boolean current = all.stream().anyMatch(placement -> placement.active() && placement.isWebWidget());
        if (legacy) {
            return current ? Widget.BOTH : Widget.ZOPIM;
        }
        if (current) {
            return Widget.WEB_WIDGET;
        }
        return tagManagers.isEmpty() ? Widget.NONE : Widget.UNKNOWN;
    }
}
