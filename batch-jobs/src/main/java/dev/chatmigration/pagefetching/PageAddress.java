package dev.chatmigration.pagefetching;

import com.ibm.icu.text.IDNA;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.URIUtils;
import org.jspecify.annotations.Nullable;

/**
 * The address of a page, in ASCII and in its parts.
 *
 * @param uri an absolute http or https address with a host, without user information and fragment
 */
record PageAddress(URI uri) {
    private static final int LONGEST = 2_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([^#]*).*", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:]+)(?::([0-9]{0,5}))?");
    private static final Pattern HOST =
            Pattern.compile("\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9.])?");

    /** RFC 3986: what may stand as it is behind the host. A percent sign begins an escape only before two digits. */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=";

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}.*", Pattern.DOTALL);

    /** Reads an address as people write it: in any script, with blanks in its path. */
    static PageAddress of(String text, boolean anyPort) throws FetchRefused {
        String address = text.strip();
        Matcher parts = PARTS.matcher(address);
        if (address.length() > LONGEST || !parts.matches()) {
            throw new FetchRefused(
                    Obstacle.ADDRESS,
                    shown(address) + " is no address of a page",
                    "only http:// and https:// are fetched, at most " + LONGEST + " characters");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String authority = parts.group(2);
        if (authority.indexOf('@') >= 0) {
            throw new FetchRefused(
                    Obstacle.ADDRESS,
                    shown(authority.substring(authority.lastIndexOf('@') + 1))
                            + " is asked for with a user name in the address",
                    "leave it out, pages are fetched as anybody sees them");
        }
        Matcher named = AUTHORITY.matcher(authority);
        if (!named.matches()) {
            throw noHost(authority);
        }
        String host = ascii(named.group(1));
        int port = port(host, named.group(2), scheme, anyPort);
        return new PageAddress(
                URI.create(scheme + "://" + host + (port < 0 ? "" : ":" + port) + encoded(withRoot(parts.group(3)))));
    }

    /** Where a redirect leads. */
    PageAddress redirectedTo(String location, boolean anyPort) throws FetchRefused {
        String target = location.strip();
        PageAddress next;
        if (target.startsWith("//")) {
            next = of(uri.getScheme() + ":" + target, anyPort);
        } else if (SCHEME.matcher(target).matches()) {
            next = of(target, anyPort);
        } else {
            int fragment = target.indexOf('#');
            next = of(
                    URIUtils.resolve(uri, URI.create(encoded(fragment < 0 ? target : target.substring(0, fragment))))
                            .toString(),
                    anyPort);
        }
        if (isSecure() && !next.isSecure()) {
            throw new FetchRefused(
                    Obstacle.REDIRECT,
                    host() + " redirects from https to http (" + next.host()
                            + "), where anybody on the way could change the page",
                    "name the http address if it is wanted");
        }
        return next;
    }

    String host() {
        return uri.getHost();
    }

    private boolean isSecure() {
        return "https".equals(uri.getScheme());
    }

    /** Scheme, host and port: what one robots.txt speaks for. */
    String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String withRoot(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String ascii(String host) throws FetchRefused {
        String name = host;
        if (!host.chars().allMatch(c -> c < 128)) {
            IDNA.Info info = new IDNA.Info();
            name = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ)
                    .nameToASCII(host, new StringBuilder(), info)
                    .toString();
            if (info.hasErrors()) {
                throw noHost(host);
            }
        }
        if (!HOST.matcher(name).matches() || URI.create("http://" + name + "/").getHost() == null) {
            throw noHost(host);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static int port(String host, @Nullable String written, String scheme, boolean anyPort) throws FetchRefused {
        if (written == null || written.isEmpty()) {
            return -1;
        }
        int port = Integer.parseInt(written);
        if (port == ("https".equals(scheme) ? 443 : 80)) {
            return -1;
        }
        boolean isWeb = port == 80 || port == 443;
        if (port < 1 || port > HIGHEST_PORT || !(isWeb || anyPort)) {
            throw new FetchRefused(
                    Obstacle.FORBIDDEN_TARGET,
                    host + " is asked for at port " + port,
                    "pages are fetched from ports 80 and 443, from others with --allow-private only");
        }
        return port;
    }

    private static FetchRefused noHost(String host) {
        return new FetchRefused(
                Obstacle.ADDRESS, shown(host) + " is no host", "write the address as a browser shows it");
    }

    private static String encoded(String path) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < path.length(); ) {
            int c = path.codePointAt(i);
            boolean plain = c < 128 && PLAIN.indexOf(c) >= 0;
            if (plain
                    || (c == '%'
                            && ESCAPE.matcher(path.substring(i, Math.min(i + 3, path.length())))
                                    .matches())) {
                out.appendCodePoint(c);
            } else {
                for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append(String.format("%%%02X", each & 0xff));
                }
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    /** What stands in a sentence for a person: short, without signs that steer a terminal. */
    private static String shown(String text) {
        String line = text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .limit(100)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.isBlank() ? "An empty text" : line;
    }
}
