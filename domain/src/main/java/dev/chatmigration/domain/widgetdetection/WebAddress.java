package dev.chatmigration.domain.widgetdetection;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address as a browser would take it apart, as far as snippets need it. Parts that only exist at run time are filled with
 * {@link TemplateCode#UNKNOWN}.
 *
 * @param scheme lower case, empty where the address has none
 * @param host lower case, without user and port; {@code .zopim.com} where only its end is known
 * @param path from the first slash, never empty
 * @param query what follows the question mark, null where there is none
 * @param malformed whether a browser would look for it elsewhere, such as {@code http:https://…}
 */
record WebAddress(
        String scheme, String host, String path, @Nullable String query, boolean malformed) {

    static WebAddress parse(String text) {
        var address = cleaned(text);
        var scheme = schemeOf(address);
        var rest = address.substring(scheme.isEmpty() ? 0 : scheme.length() + 1);
        boolean malformed = !schemeOf(rest).isEmpty() && schemeOf(rest).startsWith("http");
        if (malformed) {
            rest = rest.substring(schemeOf(rest).length() + 1);
        }
        // Browsers take any number of slashes, of either kind, for two.
        int hostStart = 0;
        while (hostStart < rest.length() && isSlash(rest.charAt(hostStart))) {
            hostStart++;
        }
        int hostEnd = hostStart;
        while (hostEnd < rest.length() && "/\\?#".indexOf(rest.charAt(hostEnd)) < 0) {
            hostEnd++;
        }
        int queryStart = rest.indexOf('?', hostEnd);
        int end = rest.indexOf('#', hostEnd);
        if (end < 0) {
            end = rest.length();
        }
        if (queryStart > end) {
            queryStart = -1;
        }
        var path = rest.substring(hostEnd, queryStart < 0 ? end : queryStart);
        return new WebAddress(
                scheme,
                hostIn(rest.substring(hostStart, hostEnd)),
                path.isEmpty() ? "/" : path.replace('\\', '/').replace("//", "/"),
                queryStart < 0 ? null : rest.substring(queryStart + 1, end),
                malformed);
    }

    /** Whether a host is named at all; {@code js/zopim.js} and {@code /w} name none. */
    static boolean namesHost(String text) {
        var address = cleaned(text);
        return !schemeOf(address).isEmpty() || address.startsWith("//") || address.startsWith("\\\\");
    }

    boolean isOn(String domain) {
        return host.equals(domain)
                || (host.length() > domain.length()
                        && host.endsWith(domain)
                        && host.charAt(host.length() - domain.length() - 1) == '.');
    }

    private static String cleaned(String text) {
        var cleaned = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean escapedSlash = c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '/';
            boolean leadingUnknown = c == TemplateCode.UNKNOWN && cleaned.isEmpty();
            if (c > ' ' && !escapedSlash && !leadingUnknown) {
                cleaned.append(c);
            }
        }
        return cleaned.toString().replace("&amp;", "&");
    }

    private static String schemeOf(String address) {
        int at = 0;
        while (at < address.length() && Character.isLetter(address.charAt(at))) {
            at++;
        }
        boolean hasScheme =
                at > 0 && at + 1 < address.length() && address.charAt(at) == ':' && !isPort(address.charAt(at + 1));
        return hasScheme ? address.substring(0, at).toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isPort(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    private static String hostIn(String authority) {
        var host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.indexOf(':');
        if (port >= 0) {
            host = host.substring(0, port);
        }
        int unknown = host.lastIndexOf(TemplateCode.UNKNOWN);
        host = host.substring(unknown + 1).toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
