package dev.chatmigration.domain.widgetdetection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks through one script for what loads a widget, for tag managers and for calls of the chat API. */
final class ScriptScan {

    /** The vendors' domains, by the part that is looked for in a string; what is found is parsed before it counts. */
    private static final String[] DOMAIN_PARTS = {"zopim.", "zdassets.com", "zendesk.com"};

    /** Longer ones load nothing, and looking for their ends would take long in a text without any. */
    private static final int LONGEST_ADDRESS = 1_000;

    /** Functions that ask about an address and load nothing. */
    private static final Set<String> QUESTIONS = Set.of(
            "indexOf",
            "includes",
            "startsWith",
            "endsWith",
            "match",
            "test",
            "search",
            "contains",
            "querySelector",
            "querySelectorAll",
            "closest",
            "matches",
            "is",
            "not",
            "replace",
            "split");

    /** Functions of test libraries that compare. */
    private static final Set<String> ASSERTIONS = Set.of(
            "toContain",
            "toMatch",
            "toBe",
            "toEqual",
            "toStrictEqual",
            "toHaveBeenCalledWith",
            "assertContains",
            "assertEquals",
            "assertSee");

    private static final Set<String> LEGACY_KEY_SETTINGS =
            Set.of("zopimid", "zopim_id", "zopimkey", "zopim_key", "zopimcode", "zopim_code", "zopimaccountkey");

    /** Functions one inside the other; of those further in nobody asks whether they are called. */
    private static final int DEEPEST_FUNCTION = 100;

    private static final Set<String> REACT_LIBRARIES = Set.of("react-zendesk", "react-use-zendesk");

    private final PageScan page;
    private final Liveness liveness;
    private final int depth;
    private final List<Loader> loaders = new ArrayList<>();
    private final Literals uuids = new Literals();
    private final Literals hosts = new Literals();
    private final Literals accountKeys = new Literals();

    /** A loader found at a token; its key may turn up elsewhere in the script. */
    private record Loader(
            String form, @Nullable String key, boolean keyElsewhere, int token, Liveness liveness, String why) {}

    /** The strings of one shape in the script, by their tokens. */
    private static final class Literals {

        private final NavigableMap<Integer, String> values = new TreeMap<>();
        private @Nullable String first;
        private boolean differ;

        void add(int token, String value) {
            differ |= first != null && !first.equals(value);
            first = first == null ? value : first;
            values.put(token, value);
        }

        /** The token of the next one, or null. */
        @Nullable
        Integer tokenAfter(int token) {
            return values.higherKey(token);
        }

        /** The next one, or the only one there is, or null. */
        @Nullable
        String after(int token) {
            var next = values.higherEntry(token);
            return next == null ? onlyOne() : next.getValue();
        }

        @Nullable
        String onlyOne() {
            return differ ? null : first;
        }
    }

    /** A function with a name, and the token that closes it. */
    private record Function(String name, int until) {}

    ScriptScan(PageScan page, Liveness liveness, int depth) {
        this.page = page;
        this.liveness = liveness;
        this.depth = depth;
    }

    void scan(Fragment fragment) {
        if (depth > PageScan.DEEPEST) {
            return;
        }
        var tokens = ScriptTokens.of(fragment.text());
        scanComments(fragment, tokens);
        new Reading(fragment, tokens).scan();
        if (liveness.active()) {
            new ChatApiScan(page, fragment, tokens).scan();
        }
    }

    /** Text outside of script elements: addresses that server code prints, code of which the element stands elsewhere. */
    void scanPrinted(Fragment fragment) {
        var text = fragment.text();
        boolean printed = false;
        for (var part : DOMAIN_PARTS) {
            for (int at = VendorWords.indexOf(text, part, 0); at >= 0; at = VendorWords.indexOf(text, part, at + 1)) {
                // Between two literals of server code stands nothing that belongs to either.
                int begin = startOfAddress(text, at);
                int start = begin + text.substring(begin, at).lastIndexOf(TemplateCode.UNKNOWN);
                boolean byServer = start >= begin;
                var loader = byServer ? LoaderAddress.in(text.substring(start, endOfAddress(text, at))) : null;
                if (loader != null) {
                    printed = true;
                    var placement = new Placement(
                            form(loader),
                            loader.key(),
                            fragment.lineAt(at),
                            liveness.active(),
                            liveness.whyOr("address used by the server code of the page"));
                    page.findings().add(placement);
                }
            }
        }
        if (!printed && !page.isDocument()) {
            scan(fragment);
        }
    }

    private void scanComments(Fragment fragment, ScriptTokens tokens) {
        for (int comment = 0; comment < tokens.commentCount(); comment++) {
            int start = Math.min(tokens.commentStart(comment) + 2, tokens.commentEnd(comment));
            int end = tokens.commentEnd(comment);
            if (fragment.text().startsWith("*/", end - 2) && end - 2 >= start) {
                end -= 2;
            }
            var text = fragment.text().substring(start, end);
            if (VendorWords.areIn(text)) {
                var inside = liveness.within(Liveness.inactive("inside a JavaScript comment"));
                page.scanUnknown(fragment.part(text, start), inside, depth + 1);
            }
        }
    }

    private static int startOfAddress(String text, int at) {
        int start = at;
        while (start > 0 && at - start < LONGEST_ADDRESS && isPartOfAddress(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int endOfAddress(String text, int at) {
        int end = at;
        while (end < text.length() && end - at < LONGEST_ADDRESS && isPartOfAddress(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPartOfAddress(char c) {
        return c > ' ' && "\"'`<>();,".indexOf(c) < 0;
    }

    private static String form(LoaderAddress loader) {
        var host = loader.address().host();
        return switch (loader.kind()) {
            case LEGACY_LOADER -> {
                if (host.startsWith(".")) {
                    yield "Z3";
                }
                yield switch (host) {
                    case "livechat.zopim.net" -> "Z1";
                    case "zopim.com" -> "Z2";
                    case "cdn.zopim.com", "ssl.zopim.com" -> "Z4";
                    default -> loader.address().scheme().equals("https") ? "Z6" : "Z5";
                };
            }
            case LEGACY_WIDGET -> "Z7";
            case LEGACY_POP_OUT -> "Z8";
            case ZENBOX -> "W0";
            case IFRAME_LOADER -> "W1";
            case ASSET_COMPOSER -> "W3";
            case SNIPPET -> "W6";
        };
    }

    /** One pass over the tokens. */
    private final class Reading {

        private final Fragment fragment;
        private final ScriptTokens tokens;
        private final StringFolding folding;
        private final Deque<Function> openFunctions = new ArrayDeque<>();
        private boolean createsSnippet;
        private boolean usesReactLibrary;
        private int reactKey = -1;
        private boolean googleContainerSought;
        private @Nullable String googleContainer;

        Reading(Fragment fragment, ScriptTokens tokens) {
            this.fragment = fragment;
            this.tokens = tokens;
            this.folding = new StringFolding(tokens);
        }

        void scan() {
            int folded = 0;
            for (int token = 0; token < tokens.size(); token++) {
                while (!openFunctions.isEmpty() && openFunctions.peek().until() <= token) {
                    openFunctions.pop();
                }
                if (tokens.isString(token) && token >= folded) {
                    var value = folding.foldAt(token);
                    folded = folding.end();
                    examine(token, value);
                } else if (tokens.isIdentifier(token)) {
                    visitWord(token);
                }
            }
            addImpliedLoaders();
            loaders.forEach(this::add);
        }

        private void visitWord(int token) {
            if (tokens.isIdentifier(token, "function")) {
                noteNamedFunction(token);
            }
            if (isKeySetting(tokens.word(token))) {
                noteLegacySetting(token);
            }
            if (tokens.isIdentifier(token, "zendeskKey")) {
                reactKey = token;
            }
        }

        /** A function that the page never mentions again does not run. Words are only counted where a loader stands in one. */
        private Liveness here() {
            for (var function : openFunctions) {
                if (page.isNeverCalled(function.name())) {
                    return liveness.within(Liveness.inactive(
                            "in the function " + function.name() + ", which nothing on this page calls"));
                }
            }
            return liveness;
        }

        private void noteNamedFunction(int token) {
            boolean declared = tokens.isIdentifier(token + 1) && isStatementStart(token);
            boolean assigned = tokens.is(token - 1, '=')
                    && tokens.isIdentifier(token - 2)
                    && (tokens.isIdentifier(token - 3, "var")
                            || tokens.isIdentifier(token - 3, "let")
                            || tokens.isIdentifier(token - 3, "const"));
            if (!declared && !assigned) {
                return;
            }
            var name = tokens.word(declared ? token + 1 : token - 2);
            int parameters = declared ? token + 2 : tokens.is(token + 1, '(') ? token + 1 : token + 2;
            if (!tokens.is(parameters, '(')) {
                return;
            }
            int body = tokens.partner(parameters) + 1;
            if (tokens.is(body, '{') && openFunctions.size() < DEEPEST_FUNCTION) {
                openFunctions.push(new Function(name, tokens.partner(body)));
            }
        }

        private boolean isStatementStart(int token) {
            return token == 0 || tokens.is(token - 1, ';') || tokens.is(token - 1, '}') || tokens.is(token - 1, '{');
        }

        private static boolean isKeySetting(String word) {
            return word.length() <= 20 && LEGACY_KEY_SETTINGS.contains(word.toLowerCase(Locale.ROOT));
        }

        /** {@code zopimID = 'KEY'}, {@code "zopimId": "KEY"}: the address is put together by a consent manager or a tag container. */
        private void noteLegacySetting(int token) {
            boolean set = (tokens.is(token + 1, '=') || tokens.is(token + 1, ':')) && tokens.isString(token + 2);
            if (!set) {
                return;
            }
            var key = WidgetKey.legacy(tokens.string(token + 2));
            boolean consentManager = tokens.is(token - 1, '.') && tokens.isIdentifier(token - 2, "user");
            if (key != null || consentManager) {
                loaders.add(new Loader(
                        "Z9",
                        key,
                        false,
                        token,
                        here(),
                        "key in a setting, loaded by a consent manager or tag container"));
            }
        }

        private void examine(int token, String value) {
            noteKeyShapes(token, value);
            if (TagManagers.mayBeIn(value) && here().active()) {
                noteTagManager(token, value);
            }
            if (isKeySetting(value)) {
                noteLegacySetting(token);
            }
            if (!VendorWords.areIn(value)) {
                return;
            }
            if (value.equals("ze-snippet")) {
                createsSnippet |= isId(token);
            } else if (REACT_LIBRARIES.contains(value)) {
                usesReactLibrary = true;
            } else {
                examineVendorText(token, value);
            }
        }

        private void examineVendorText(int token, String value) {
            var text = VendorWords.contains(value, "%3c") ? ScriptStrings.percentDecoded(value) : value;
            var nested = fragment.decoded(text, tokens.start(token));
            if (isAssertion(token)) {
                return;
            }
            if (PageScan.isMarkup(text)) {
                if (depth < PageScan.DEEPEST) {
                    new MarkupScan(page, here(), depth + 1).scan(nested);
                }
            } else if (PageScan.isCode(text)) {
                new ScriptScan(page, here(), depth + 1).scan(nested);
            } else if (!isQuestion(token, text)) {
                findAddresses(token, text);
            }
        }

        /** {@code s.id = 'ze-snippet'}, {@code setAttribute('id', 'ze-snippet')}, {@code <Script id="ze-snippet">}. */
        private boolean isId(int token) {
            boolean assigned = tokens.is(token - 1, '=') && tokens.isIdentifier(token - 2, "id");
            boolean attribute = tokens.is(token - 1, ',')
                    && tokens.isString(token - 2)
                    && tokens.string(token - 2).equals("id");
            return assigned || attribute;
        }

        /** {@code expect(html).toContain('<script …>')}: a test says what it wants to see, and puts nothing anywhere. */
        private boolean isAssertion(int token) {
            return tokens.is(token - 1, '(')
                    && tokens.isIdentifier(token - 2)
                    && ASSERTIONS.contains(tokens.word(token - 2));
        }

        private boolean isQuestion(int token, String text) {
            return text.contains("[src")
                    || text.contains("[href")
                    || (tokens.is(token - 1, '(')
                            && tokens.isIdentifier(token - 2)
                            && QUESTIONS.contains(tokens.word(token - 2)));
        }

        private void noteKeyShapes(int token, String value) {
            if (WidgetKey.isUuid(value)) {
                uuids.add(token, value);
            } else if (WidgetKey.isUnmistakableAccountKey(value)) {
                accountKeys.add(token, value);
            } else if (WidgetKey.isHost(value)) {
                hosts.add(token, value);
                if (tokens.isIdentifier(token - 2, "accountUrl")) {
                    loaders.add(new Loader(
                            "W1", value, false, token, here(), "account of a library that loads the widget"));
                }
            }
        }

        private void noteTagManager(int token, String value) {
            if (PageScan.holdsElements(value)) {
                if (depth < PageScan.DEEPEST && !VendorWords.areIn(value)) {
                    new MarkupScan(page, here(), depth + 1).scan(fragment.decoded(value, tokens.start(token)));
                }
                return;
            }
            var manager = isQuestion(token, value) ? null : TagManagers.at(value);
            if (manager == null) {
                return;
            }
            var container = TagManagers.isGoogle(manager) ? googleContainer() : null;
            page.findings().addTagManager(container == null ? manager : manager + " " + container);
        }

        /** Looked for once, however many loaders the script has. */
        private @Nullable String googleContainer() {
            if (!googleContainerSought) {
                googleContainer = TagManagers.container(fragment.text());
                googleContainerSought = true;
            }
            return googleContainer;
        }

        private void findAddresses(int token, String text) {
            for (var part : DOMAIN_PARTS) {
                int from = 0;
                for (int at = VendorWords.indexOf(text, part, 0); at >= 0; at = VendorWords.indexOf(text, part, from)) {
                    int end = endOfAddress(text, at);
                    var loader = LoaderAddress.in(text.substring(startOfAddress(text, at), end));
                    if (loader != null) {
                        note(token, loader);
                    }
                    from = Math.max(end, at + 1);
                }
            }
        }

        private void note(int token, LoaderAddress loader) {
            boolean opened = loader.kind() == LoaderAddress.Kind.LEGACY_POP_OUT && isOpenedOnDemand(token);
            boolean mentioned = loader.kind() == LoaderAddress.Kind.SNIPPET
                    && loader.address().query() == null
                    && !isSource(token);
            if (mentioned) {
                return;
            }
            var running = here();
            if (loader.address().malformed()) {
                running = running.within(Liveness.inactive(
                        "the address is malformed, " + loader.address().host() + " is never asked"));
            } else if (opened) {
                running = running.within(Liveness.inactive("opens the chat page in a window; nothing is embedded"));
            }
            boolean keyElsewhere = loader.key() == null && isFilledInAtRunTime(loader);
            loaders.add(new Loader(
                    form(loader), loader.key(), keyElsewhere, token, running, "script that adds the widget"));
        }

        private boolean isSource(int token) {
            return (tokens.is(token - 1, '=') || tokens.is(token - 1, ':') || tokens.is(token - 1, ','))
                    && (tokens.isIdentifier(token - 2, "src")
                            || (tokens.isString(token - 2)
                                    && tokens.string(token - 2).equals("src")));
        }

        private boolean isOpenedOnDemand(int token) {
            return tokens.isIdentifier(token - 2, "open")
                    || tokens.isIdentifier(token - 2, "href")
                    || tokens.isIdentifier(token - 2, "location");
        }

        private static boolean isFilledInAtRunTime(LoaderAddress loader) {
            var query = loader.address().query();
            return !loader.isLegacy() || query == null || query.isEmpty() || query.indexOf(TemplateCode.UNKNOWN) >= 0;
        }

        /** Loaders of which only the marks are seen: the snippet's element made by a script, a library and its key. */
        private void addImpliedLoaders() {
            boolean webWidget =
                    loaders.stream().anyMatch(loader -> loader.form().startsWith("W"));
            if (createsSnippet && !webWidget) {
                loaders.add(
                        new Loader("W6", null, true, 0, liveness, "script that adds an element with the snippet's id"));
            } else if (usesReactLibrary && reactKey >= 0 && !webWidget) {
                loaders.add(new Loader("W6", null, true, reactKey, liveness, "library that adds the snippet"));
            }
            boolean legacy = loaders.stream()
                    .anyMatch(loader ->
                            loader.form().startsWith("Z") && !loader.form().equals("Z9"));
            if (legacy) {
                loaders.removeIf(loader -> loader.form().equals("Z9"));
            }
        }

        private void add(Loader loader) {
            var form = loader.form();
            var key = loader.key();
            if (loader.keyElsewhere()) {
                switch (form) {
                    case "W1" -> {
                        key = hosts.after(loader.token());
                        form = isHostInBody(loader.token()) ? "W2" : "W1";
                    }
                    case "W3" -> key = uuids.after(loader.token());
                    case "W6" -> key = uuids.onlyOne();
                    case "W0" -> key = null;
                    default -> key = accountKeys.onlyOne();
                }
            }
            int line = fragment.lineAt(tokens.start(loader.token()));
            var running = loader.liveness();
            page.findings().add(new Placement(form, key, line, running.active(), running.whyOr(loader.why())));
        }

        private boolean isHostInBody(int loaderToken) {
            var host = hosts.tokenAfter(loaderToken);
            return host != null && tokens.is(host - 1, '=') && tokens.isIdentifier(host - 2, "zendeskHost");
        }
    }
}
