package dev.chatmigration.domain.widgetdetection;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address from which one of the widgets is loaded.
 *
 * @param kind which loader
 * @param key the key in the address; null where there is none, where it is a placeholder or filled in at run time
 * @param address the address taken apart
 */
record LoaderAddress(Kind kind, @Nullable String key, WebAddress address) {

    enum Kind {
        /** {@code v2.zopim.com/?KEY} and its forerunners. */
        LEGACY_LOADER,
        /** {@code v2.zopim.com/w?KEY}, the form that a running Web Widget adds too. */
        LEGACY_WIDGET,
        /** {@code v2.zopim.com/widget/livechat.html?key=KEY}. */
        LEGACY_POP_OUT,
        ZENBOX,
        IFRAME_LOADER,
        ASSET_COMPOSER,
        SNIPPET
    }

    private static final Set<String> LEGACY_LOADER_HOSTS =
            Set.of("zopim.com", "v2.zopim.com", "cdn.zopim.com", "ssl.zopim.com", "livechat.zopim.net");

    /** The loader at this address, or null: other hosts, other pages of the vendors' hosts, links. */
    static @Nullable LoaderAddress in(String text) {
        if (text.indexOf('z') < 0 && text.indexOf('Z') < 0) {
            // Every host below has one, and most links of a page have none.
            return null;
        }
        var address = WebAddress.parse(text);
        if (address.isOn("zopim.com") || address.isOn("zopim.net") || address.isOn("zopim.org")) {
            return legacy(address);
        }
        if (address.isOn("zdassets.com") || address.isOn("zendesk.com")) {
            return webWidget(address);
        }
        return null;
    }

    boolean isLegacy() {
        return kind == Kind.LEGACY_LOADER || kind == Kind.LEGACY_WIDGET || kind == Kind.LEGACY_POP_OUT;
    }

    private static @Nullable LoaderAddress legacy(WebAddress address) {
        if (address.path().equals("/widget/livechat.html")) {
            var key = parameter(address.query(), "key");
            return new LoaderAddress(Kind.LEGACY_POP_OUT, key == null ? null : WidgetKey.legacy(key), address);
        }
        var query = address.query();
        boolean loaderPath = address.path().equals("/") || address.path().equals("/w");
        if (!loaderPath || query == null) {
            return null;
        }
        var kind = address.path().equals("/w") ? Kind.LEGACY_WIDGET : Kind.LEGACY_LOADER;
        var inKeysPlace = firstPart(query);
        var key = WidgetKey.legacy(inKeysPlace);
        if (key == null && !isLoaderWithoutKey(address, inKeysPlace)) {
            return null;
        }
        return new LoaderAddress(kind, key, address);
    }

    /** The vendor's sites have queries too, {@code www.zopim.com/?lang=en}; what stands in a key's place has no name before it. */
    private static boolean isLoaderWithoutKey(WebAddress address, String inKeysPlace) {
        var host = address.host();
        boolean loaderHost = LEGACY_LOADER_HOSTS.contains(host.startsWith(".") ? host.substring(1) : host);
        // Lists of addresses to block end in an asterisk.
        if (inKeysPlace.startsWith("*")) {
            return false;
        }
        int equals = inKeysPlace.indexOf('=');
        return loaderHost && (equals < 0 || !isName(inKeysPlace.substring(0, equals)));
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    private static @Nullable LoaderAddress webWidget(WebAddress address) {
        var path = address.path();
        if (path.equals("/ekr/snippet.js") && address.isOn("static.zdassets.com")) {
            var key = parameter(address.query(), "key");
            return new LoaderAddress(Kind.SNIPPET, key == null ? null : WidgetKey.webWidget(key), address);
        }
        if (path.equals("/ekr/asset_composer.js") && address.isOn("static.zdassets.com")) {
            var key = parameter(address.query(), "key");
            return new LoaderAddress(Kind.ASSET_COMPOSER, key == null ? null : WidgetKey.webWidget(key), address);
        }
        if (path.equals("/embeddable_framework/main.js")) {
            return new LoaderAddress(Kind.IFRAME_LOADER, null, address);
        }
        if (path.startsWith("/external/zenbox/") && path.endsWith(".js")) {
            return new LoaderAddress(Kind.ZENBOX, null, address);
        }
        return null;
    }

    private static String firstPart(String query) {
        int end = query.indexOf('&');
        return withoutUnknownEnd(end < 0 ? query : query.substring(0, end));
    }

    /** The quotes of server code come out as unknown text behind the key. */
    private static String withoutUnknownEnd(String text) {
        int unknown = text.indexOf(TemplateCode.UNKNOWN);
        return unknown < 0 ? text : text.substring(0, unknown);
    }

    private static @Nullable String parameter(@Nullable String query, String name) {
        if (query == null) {
            return null;
        }
        for (var pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return withoutUnknownEnd(pair.substring(name.length() + 1))
                        .replace("%2F", "/")
                        .replace("%2f", "/");
            }
        }
        return null;
    }
}
