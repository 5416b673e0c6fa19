package dev.chatmigration.domain.widgetdetection;

import com.shapesecurity.salvation2.Constants;
import com.shapesecurity.salvation2.Directives.HostSourceDirective;
import com.shapesecurity.salvation2.Directives.SourceExpressionDirective;
import com.shapesecurity.salvation2.FetchDirectiveKind;
import com.shapesecurity.salvation2.Policy;
import com.shapesecurity.salvation2.Policy.PolicyListErrorConsumer;
import com.shapesecurity.salvation2.URLs.URI;
import com.shapesecurity.salvation2.URLs.URLWithScheme;
import com.shapesecurity.salvation2.Values.Host;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of a page would have to allow for the Web Widget, and do not. Every policy applies on its own, so a source that
 * one of them lacks is missing.
 *
 * <p>salvation2 parses and matches; two answers are ours: a socket needs a source that says so ({@code wss:}), since browsers differ
 * from the specification there, and the host names of an account are not known.
 */
final class PolicyCheck {

    private static final String HEADER = "content-security-policy";

    /** Servers refuse longer headers. */
    private static final int LONGEST_POLICY = 16_384;

    /**
     * A host of 253 characters with a path as long as that of {@link #PROBE_PATH} fits: a longer source covers nothing that is asked
     * for. The parser's expressions call themselves for every character of a source, so that a long one would fill the stack.
     */
    private static final Pattern TOO_LONG_A_SOURCE = Pattern.compile("(?<![^\\s;])(?!')[^\\s;]{301,}+");

    private static final String COVERS_NOTHING = "x";

    private static final int USUAL_PORT = 443;

    private static final Optional<URLWithScheme> PAGE = Optional.of(new URI("https", "page.invalid", USUAL_PORT, "/"));

    /** An address that only a source for the whole host covers. */
    private static final String PROBE_PATH = "/web_widget/latest/any.js";

    private static final String PROBE_LABEL = "any-name";
    private static final Set<String> VENDOR_LABELS = Set.of("assets", "ekr", "static", "www");

    private final Set<String> snippetNonces;

    private PolicyCheck(Set<String> snippetNonces) {
        this.snippetNonces = snippetNonces;
    }

    /**
     * The verdict on a page, or null when no policy is in force.
     *
     * @param headers of the response, names in any case
     * @param metaPolicies contents of the page's meta elements
     * @param snippetNonces nonces on the current snippet, where the page has one
     */
    static @Nullable ContentSecurityPolicyVerdict verdict(
            Map<String, List<String>> headers, List<String> metaPolicies, Set<String> snippetNonces) {
        var policies = new ArrayList<String>();
        headers.forEach((name, values) -> {
            if (name != null && values != null && name.strip().equalsIgnoreCase(HEADER)) {
                values.forEach(value -> addPolicies(policies, value));
            }
        });
        metaPolicies.forEach(policy -> addPolicies(policies, policy));
        if (policies.isEmpty()) {
            return null;
        }
        var parsed = policies.stream().map(PolicyCheck::parse).toList();
        var check = new PolicyCheck(snippetNonces);
        return new ContentSecurityPolicyVerdict(List.copyOf(policies), check.blocks(parsed), check.missing(parsed));
    }

    private static void addPolicies(List<String> policies, @Nullable String value) {
        if (value == null) {
            return;
        }
        for (var policy : value.split(",", -1)) {
            if (!policy.isBlank()) {
                policies.add(policy.strip());
            }
        }
    }

    /** Whether in every edition something is stopped without which there is no chat. */
    private boolean blocks(List<Policy> policies) {
        return WidgetSources.EDITIONS.stream()
                .map(WidgetSources::essential)
                .allMatch(essential -> !missing(policies, essential).isEmpty());
    }

    private Map<String, List<String>> missing(List<Policy> parsed) {
        SortedMap<String, Set<String>> fewest = missing(parsed, WidgetSources.EDITIONS.get(0));
        for (var edition : WidgetSources.EDITIONS) {
            var candidate = missing(parsed, edition);
            if (size(candidate) < size(fewest)) {
                fewest = candidate;
            }
        }
        var sorted = new TreeMap<String, List<String>>();
        fewest.forEach((directive, sources) -> sorted.put(directive, List.copyOf(sources)));
        return Collections.unmodifiableSortedMap(sorted);
    }

    private static int size(Map<String, Set<String>> missing) {
        return missing.values().stream().mapToInt(Collection::size).sum();
    }

    private static Policy parse(String text) {
        var ascii = new StringBuilder(Math.min(text.length(), LONGEST_POLICY));
        text.chars().limit(LONGEST_POLICY).forEach(c -> ascii.append(c < 0x80 ? (char) c : '?'));
        var policy = TOO_LONG_A_SOURCE.matcher(ascii).replaceAll(COVERS_NOTHING);
        try {
            return read(policy);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return read(readable(policy));
        }
    }

    private static Policy read(String ascii) {
        var list = Policy.parseSerializedCSPList(ascii, PolicyListErrorConsumer.ignored);
        return list.policies.isEmpty()
                ? Policy.parseSerializedCSP("", Policy.PolicyErrorConsumer.ignored)
                : list.policies.get(0);
    }

    /** The policy without the sources on which the parser fails: browsers pass over a source that is none. */
    private static String readable(String ascii) {
        var readable = new StringJoiner("; ");
        for (var directive : ascii.split(";", -1)) {
            var words = directive.strip().split("\\s+");
            var kept = new StringJoiner(" ").add(words[0]);
            for (var source : List.of(words).subList(1, words.length)) {
                if (canBeRead("default-src " + source)) {
                    kept.add(source);
                }
            }
            if (canBeRead(kept.toString())) {
                readable.add(kept.toString());
            }
        }
        return readable.toString();
    }

    private static boolean canBeRead(String ascii) {
        try {
            read(ascii);
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return false;
        }
    }

    private SortedMap<String, Set<String>> missing(List<Policy> policies, WidgetSources needed) {
        var missing = new TreeMap<String, Set<String>>();
        for (var policy : policies) {
            checkScripts(policy, needed, missing);
            var connections = Governing.of(policy, FetchDirectiveKind.ConnectSrc, FetchDirectiveKind.DefaultSrc);
            if (connections != null) {
                add(missing, connections.name(), lacking(connections.directive(), needed.connections()));
            }
            var images = Governing.of(policy, FetchDirectiveKind.ImgSrc, FetchDirectiveKind.DefaultSrc);
            if (images != null) {
                add(missing, "img-src", lacking(images.directive(), needed.images()));
            }
            var styles = Governing.of(
                    policy,
                    FetchDirectiveKind.StyleSrcElem,
                    FetchDirectiveKind.StyleSrc,
                    FetchDirectiveKind.DefaultSrc);
            if (styles != null) {
                var name = styles.name().equals("default-src") ? "style-src" : styles.name();
                add(missing, name, lacking(styles.directive(), needed.styles()));
            }
        }
        return missing;
    }

    private void checkScripts(Policy policy, WidgetSources needed, Map<String, Set<String>> missing) {
        var scripts = Governing.of(
                policy, FetchDirectiveKind.ScriptSrcElem, FetchDirectiveKind.ScriptSrc, FetchDirectiveKind.DefaultSrc);
        if (scripts == null) {
            return;
        }
        if (!scripts.directive().strictDynamic()) {
            add(missing, scripts.name(), lacking(scripts.directive(), needed.scripts()));
            return;
        }
        // Host sources are ignored then; the snippet needs the policy's nonce, and what it loads is trusted through it.
        boolean trusted = scripts.directive().getNonces().stream()
                .anyMatch(nonce -> snippetNonces.contains(nonce.base64ValuePart));
        if (!trusted) {
            add(missing, scripts.name(), List.of("'nonce-{random}'"));
        }
    }

    private static void add(Map<String, Set<String>> missing, String directive, List<String> sources) {
        if (!sources.isEmpty()) {
            missing.computeIfAbsent(directive, name -> new TreeSet<>()).addAll(sources);
        }
    }

    private static List<String> lacking(SourceExpressionDirective directive, List<String> sources) {
        return sources.stream().filter(source -> !allows(directive, source)).toList();
    }

    private static boolean allows(SourceExpressionDirective directive, String source) {
        if (source.equals("'unsafe-inline'")) {
            return directive.unsafeInline()
                    && directive.getNonces().isEmpty()
                    && directive.getHashes().isEmpty();
        }
        if (source.equals("data:")) {
            return hasScheme(directive, "data");
        }
        int hostStart = source.indexOf("://") + 3;
        var scheme = source.substring(0, hostStart - 3);
        var host = source.substring(hostStart);
        if (host.startsWith(WidgetSources.SUBDOMAIN)) {
            return allowsSubdomain(directive, scheme, host.substring(WidgetSources.SUBDOMAIN.length()));
        }
        var probe = host.startsWith("*.") ? PROBE_LABEL + host.substring(1) : host;
        return allowsHost(directive, scheme, probe);
    }

    /** Which account's page this is the policy does not say: any name in the vendor's domain is taken for the account's own. */
    private static boolean allowsSubdomain(SourceExpressionDirective directive, String scheme, String domain) {
        boolean named = directive.getHosts().stream()
                .map(host -> host.host)
                .filter(host -> host.endsWith(domain))
                .map(host -> host.substring(0, host.length() - domain.length()))
                .filter(label -> !label.contains("*") && !VENDOR_LABELS.contains(label))
                .anyMatch(label -> allowsHost(directive, scheme, label + domain));
        return named || allowsHost(directive, scheme, PROBE_LABEL + domain);
    }

    private static boolean allowsHost(HostSourceDirective directive, String scheme, String host) {
        if (scheme.equals("wss")) {
            return directive.star()
                    || hasScheme(directive, "wss")
                    || directive.getHosts().stream().anyMatch(source -> isSocket(source) && covers(source, host));
        }
        return Policy.doesUrlMatchSourceListInOrigin(new URI(scheme, host, USUAL_PORT, PROBE_PATH), directive, PAGE);
    }

    private static boolean hasScheme(HostSourceDirective directive, String name) {
        return directive.getSchemes().stream().anyMatch(scheme -> scheme.value.equalsIgnoreCase(name));
    }

    /** A socket of the widget is opened at the usual port, at an address that only a source for the whole host covers. */
    private static boolean isSocket(Host source) {
        boolean usualPort = source.port == Constants.EMPTY_PORT
                || source.port == Constants.WILDCARD_PORT
                || source.port == USUAL_PORT;
        boolean wholeHost = source.path == null || source.path.equals("/");
        return "wss".equals(source.scheme) && usualPort && wholeHost;
    }

    private static boolean covers(Host source, String host) {
        return source.host.equals(host)
                || source.host.equals("*")
                || (source.host.startsWith("*.") && host.endsWith(source.host.substring(1)));
    }

    /** The directive in force for one kind of fetch, found along its chain. */
    private record Governing(String name, SourceExpressionDirective directive) {

        static @Nullable Governing of(Policy policy, FetchDirectiveKind... chain) {
            for (var kind : chain) {
                var directive = policy.getFetchDirective(kind);
                if (directive.isPresent()) {
                    return new Governing(kind.repr, directive.get());
                }
            }
            return null;
        }
    }
}
