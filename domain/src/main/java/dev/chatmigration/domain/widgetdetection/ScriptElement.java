package dev.chatmigration.domain.widgetdetection;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a browser makes of a script element: whether it runs, at once or later, and where its code is. */
final class ScriptElement {

    /** Why of a legacy element that may have been added by a running Web Widget, see {@link Findings}. */
    static final String RUN_TIME_ADDITION = "plain script element of the widget itself";

    private static final Set<String> SCRIPT_TYPES = Set.of(
            "",
            "module",
            "text/javascript",
            "application/javascript",
            "text/ecmascript",
            "application/ecmascript",
            "application/x-javascript",
            "application/x-ecmascript",
            "text/x-javascript",
            "text/x-ecmascript",
            "text/jscript",
            "text/livescript",
            "text/javascript1.0",
            "text/javascript1.1",
            "text/javascript1.2",
            "text/javascript1.3",
            "text/javascript1.4",
            "text/javascript1.5");

    /** Types under which loaders that delay or move scripts keep them until they run them. */
    private static final List<String> DELAYED_TYPES = List.of(
            "text/partytown",
            "rocketlazyloadscript",
            "litespeed/javascript",
            "text/gtmscript",
            "text/babel",
            "text/typescript",
            "wpmeteor/javascript",
            "javascript/blocked",
            "pmdelayedscript",
            "lazyload",
            "text/lazyload");

    private static final List<String> CONSENT_TYPES = List.of(
            "application/blocked", "text/blocked", "text/x-blocked", "text/plain-blocked", "opt-in", "text/tc_privacy");

    /** Words by which consent managers recognise the elements that they release, in attribute names and class names. */
    private static final List<String> CONSENT_WORDS = List.of(
            "consent",
            "cookie",
            "category",
            "optanon",
            "ot-",
            "cmp",
            "klaro",
            "data-name",
            "data-type",
            "data-service",
            "data-vendor",
            "data-purpose",
            "data-iub",
            "_iub",
            "usercentrics",
            "data-uc-",
            "didomi",
            "borlabs",
            "gdpr",
            "truste",
            "axeptio",
            "tarteaucitron",
            "trackable",
            "data-src");

    private final Element element;
    private final String type;

    ScriptElement(Element element) {
        this.element = element;
        // A parameter such as "; charset=utf-8" changes nothing for the reader, whatever the browser thinks of it.
        this.type = element.attr("type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    Liveness liveness() {
        if (SCRIPT_TYPES.contains(typeOrLanguage())) {
            return Liveness.LIVE;
        }
        if (type.indexOf(TemplateCode.UNKNOWN) >= 0) {
            return Liveness.LIVE;
        }
        if (DELAYED_TYPES.contains(type) || type.endsWith("-text/javascript")) {
            return new Liveness(true, "type " + type + ", started by a script that delays others");
        }
        if (CONSENT_TYPES.stream().anyMatch(type::startsWith)) {
            return new Liveness(true, "type " + type + ", released by the consent manager");
        }
        if (type.equals("text/plain") && isKnownToAConsentManager()) {
            return new Liveness(true, "type text/plain, released by the consent manager");
        }
        return Liveness.inactive("type " + type + ", which browsers do not run");
    }

    /**
     * The address of the script: {@code src}, or one that a consent manager or a lazy loader will put there, such as
     * {@code data-src}, {@code data-cmp-src} or {@code data-gtmsrc}.
     */
    @Nullable
    String source() {
        var src = element.attr("src").strip();
        if (!src.isEmpty() && !src.equals("about:blank")) {
            return src;
        }
        for (var attribute : element.attributes()) {
            var name = attribute.getKey().toLowerCase(Locale.ROOT);
            if (name.endsWith("src")
                    && name.length() > 3
                    && !attribute.getValue().isBlank()) {
                return attribute.getValue();
            }
        }
        return null;
    }

    /** Whether the browser takes the code from an address and ignores what stands in the element. */
    boolean hasSource() {
        return element.hasAttr("src");
    }

    boolean isSnippet() {
        return element.id().equals("ze-snippet");
    }

    String nonce() {
        return element.attr("nonce").strip();
    }

    private String typeOrLanguage() {
        if (element.hasAttr("type") || !element.hasAttr("language")) {
            return type;
        }
        var language = element.attr("language").strip().toLowerCase(Locale.ROOT);
        return language.isEmpty() ? "" : "text/" + language;
    }

    private boolean isKnownToAConsentManager() {
        for (var attribute : element.attributes()) {
            var name = attribute.getKey().toLowerCase(Locale.ROOT);
            var marks = name.equals("class") ? attribute.getValue().toLowerCase(Locale.ROOT) : name;
            if (CONSENT_WORDS.stream().anyMatch(marks::contains)) {
                return true;
            }
        }
        return false;
    }
}
