package dev.chatmigration.domain.widgetdetection;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tag managers that can add a widget to a page without a word of it in the source. */
final class TagManagers {

    private static final String GOOGLE = "Google Tag Manager";
    private static final Pattern GOOGLE_CONTAINER = Pattern.compile("GTM-[A-Z0-9]{4,12}");

    /** The names before a dot in the hosts below; a text without any of them loads no tag manager. */
    private static final String[] NAMES = {
        "googletagmanager", "tiqcdn", "adobedtm", "ensighten", "tagcommander", "piwik", "opentag", "btstatic"
    };

    private static final String LAST_LETTERS = "rnmkgc";

    private TagManagers() {}

    static boolean mayBeIn(String text) {
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            boolean mayEndName = dot > 0 && LAST_LETTERS.indexOf(text.charAt(dot - 1) | 0x20) >= 0;
            for (int word = 0; mayEndName && word < NAMES.length; word++) {
                var name = NAMES[word];
                if (text.regionMatches(true, dot - name.length(), name, 0, name.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The tag manager loaded from this address, or null. */
    static @Nullable String at(String text) {
        var address = WebAddress.parse(text);
        if (address.isOn("googletagmanager.com") && address.path().equals("/gtm.js")) {
            var container = container(text);
            return container == null ? GOOGLE : GOOGLE + " " + container;
        }
        if (address.isOn("tiqcdn.com")) {
            return "Tealium";
        }
        if (address.isOn("adobedtm.com")) {
            return "Adobe Experience Platform Tags";
        }
        if (address.isOn("ensighten.com")) {
            return "Ensighten";
        }
        if (address.isOn("tagcommander.com")) {
            return "Commanders Act";
        }
        if (address.isOn("piwik.pro")) {
            return "Piwik PRO Tag Manager";
        }
        if (address.host().startsWith("opentag.")) {
            return "OpenTag";
        }
        return address.isOn("btstatic.com") ? "Signal" : null;
    }

    static boolean isGoogle(String name) {
        return name.equals(GOOGLE);
    }

    static @Nullable String container(String text) {
        var matcher = GOOGLE_CONTAINER.matcher(text);
        return matcher.find() ? matcher.group() : null;
    }
}
