package dev.chatmigration.domain.widgetdetection;

import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Walks through parsed HTML: which elements load a widget, which code runs, what only stands there. */
final class MarkupScan {

    /** Elements whose content a browser shows, keeps or drops, but does not run. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("noscript", "inside <noscript>, which browsers with scripts switched on skip"),
            Map.entry("template", "inside <template>, which is kept and not run"),
            Map.entry("pre", "a code sample in <pre>, shown and not run"),
            Map.entry("code", "a code sample in <code>, shown and not run"),
            Map.entry("samp", "a code sample in <samp>, shown and not run"),
            Map.entry("kbd", "a code sample in <kbd>, shown and not run"),
            Map.entry("xmp", "a code sample in <xmp>, shown and not run"),
            Map.entry("textarea", "the text of an input field, shown and not run"),
            Map.entry("title", "text of the page, shown and not run"),
            Map.entry("noembed", "inside <noembed>, which browsers skip"),
            Map.entry("noframes", "inside <noframes>, which browsers skip"));

    private static final Set<String> PROSE = Set.of(
            "p", "li", "td", "th", "dd", "dt", "span", "a", "em", "b", "i", "strong", "label", "option", "h1", "h2",
            "h3");

    private static final String SCRIPT_ADDRESS = "javascript:";
    private static final String SHOWN = "text of the page, shown and not run";

    private final PageScan page;
    private final Liveness liveness;
    private final int depth;
    private boolean templatesAreLive;

    MarkupScan(PageScan page, Liveness liveness, int depth) {
        this.page = page;
        this.liveness = liveness;
        this.depth = depth;
    }

    /** For single-file components, in which {@code <template>} holds the component itself. */
    MarkupScan withLiveTemplates() {
        templatesAreLive = true;
        return this;
    }

    void scan(Fragment fragment) {
        boolean namesVendor = VendorWords.areIn(fragment.text());
        Jsoup.parse(fragment.text()).traverse(new Walk(fragment, namesVendor));
    }

    private final class Walk implements NodeVisitor {

        private final Fragment fragment;
        private final boolean namesVendor;
        private final SourcePlaces places;
        private @Nullable Element notRun;

        Walk(Fragment fragment, boolean namesVendor) {
            this.fragment = fragment;
            this.namesVendor = namesVendor;
            this.places = new SourcePlaces(fragment.text());
        }

        @Override
        public void head(Node node, int level) {
            if (node instanceof Element element) {
                visit(element);
            } else if (namesVendor && node instanceof Comment comment) {
                scanInactive(comment.getData(), "inside an HTML comment");
            } else if (namesVendor && node instanceof CDataNode data) {
                scanText(data, data.getWholeText());
            } else if (namesVendor && node instanceof TextNode text) {
                visit(text);
            }
        }

        @Override
        public void tail(Node node, int level) {
            if (node.equals(notRun)) {
                notRun = null;
            }
        }

        private Liveness here() {
            return notRun == null
                    ? liveness
                    : liveness.within(Liveness.inactive(NOT_RUN.getOrDefault(notRun.normalName(), SHOWN)));
        }

        private void visit(Element element) {
            var name = element.normalName();
            if (notRun == null && NOT_RUN.containsKey(name) && !(templatesAreLive && name.equals("template"))) {
                notRun = element;
            }
            switch (name) {
                case "script" -> visitScript(element);
                case "iframe" -> visitFrame(element);
                case "meta" -> visitMeta(element);
                case "a", "area" -> visitLink(element);
                default -> {
                    // Other elements load nothing; handlers are looked at below.
                }
            }
            if (namesVendor && element.attributesSize() > 0) {
                visitHandlers(element);
            }
        }

        private void visitScript(Element element) {
            var script = new ScriptElement(element);
            var source = script.source();
            var running = here().within(script.liveness());
            if (source != null) {
                visitSource(element, script, source, running);
            } else if (script.isSnippet() && element.hasAttr("src")) {
                add("W7", null, element, running, "script element with the snippet's id");
            }
            if (!script.hasSource() || !running.active()) {
                for (var child : element.childNodes()) {
                    if (child instanceof DataNode data) {
                        scanScript(data.getWholeData(), running);
                    }
                }
            }
        }

        private void visitSource(Element element, ScriptElement script, String source, Liveness running) {
            if (!namesVendor) {
                var manager = running.active() ? TagManagers.at(source) : null;
                if (manager != null) {
                    page.findings().addTagManager(manager);
                }
                return;
            }
            var address = resolved(element, source);
            var loader = LoaderAddress.in(address);
            if (loader != null && WebAddress.namesHost(address)) {
                addLoader(element, script, loader, running);
            } else if (script.isSnippet()) {
                add("W7", null, element, running, "script element with the snippet's id, loading a copy of the script");
            } else {
                var manager = running.active() ? TagManagers.at(address) : null;
                if (manager != null) {
                    page.findings().addTagManager(manager);
                }
            }
        }

        /** Only a base address on a vendor's host makes a loader of a relative one; jsoup knows the base. */
        private String resolved(Element element, String source) {
            if (WebAddress.namesHost(source) || source.indexOf(TemplateCode.UNKNOWN) >= 0) {
                return source;
            }
            var absolute = element.hasAttr("src") ? element.absUrl("src") : "";
            return absolute.isEmpty() ? source : absolute;
        }

        private void addLoader(Element element, ScriptElement script, LoaderAddress loader, Liveness running) {
            if (loader.address().malformed()) {
                running = running.within(Liveness.inactive(
                        "the address is malformed, " + loader.address().host() + " is never asked"));
            }
            switch (loader.kind()) {
                case LEGACY_LOADER ->
                    add(
                            legacyForm(loader),
                            loader.key(),
                            element,
                            running,
                            runTimeAddition(element) ? ScriptElement.RUN_TIME_ADDITION : "script element");
                case LEGACY_WIDGET -> add("Z7", loader.key(), element, running, ScriptElement.RUN_TIME_ADDITION);
                case LEGACY_POP_OUT -> add("Z8", loader.key(), element, running, "script element");
                case ZENBOX -> add("W0", null, element, running, "Zenbox feedback tab, which has no chat");
                case IFRAME_LOADER -> add("W1", null, element, running, "script element");
                case ASSET_COMPOSER -> add("W3", loader.key(), element, running, "script element");
                case SNIPPET -> {
                    boolean bySubdomain = loader.key() != null && WidgetKey.isHost(loader.key());
                    add(bySubdomain ? "W5" : "W4", loader.key(), element, running, "script element");
                    if (running.active() && !script.nonce().isEmpty()) {
                        page.findings().addSnippetNonce(script.nonce());
                    }
                }
            }
        }

        private static String legacyForm(LoaderAddress loader) {
            return switch (loader.address().host()) {
                case "livechat.zopim.net" -> "Z1";
                case "zopim.com" -> "Z2";
                case "cdn.zopim.com", "ssl.zopim.com" -> "Z4";
                default -> "Z7";
            };
        }

        /** Scripts add elements with these two attributes; people do not write them. */
        private static boolean runTimeAddition(Element element) {
            return element.hasAttr("async") && element.hasAttr("charset");
        }

        private void visitFrame(Element element) {
            if (!namesVendor) {
                return;
            }
            var nested = element.attr("srcdoc");
            if (VendorWords.areIn(nested) && depth < PageScan.DEEPEST) {
                var inFrame = here().within(new Liveness(true, "inside a frame of the page"));
                new MarkupScan(page, inFrame, depth + 1).scan(fragment.decoded(nested, places.of(element)));
            }
            var loader = LoaderAddress.in(element.attr("src"));
            if (loader != null && loader.kind() == LoaderAddress.Kind.LEGACY_POP_OUT) {
                add("Z8", loader.key(), element, here(), "chat page in a frame");
            }
        }

        private void visitLink(Element element) {
            var loader = namesVendor ? LoaderAddress.in(element.attr("href")) : null;
            if (loader != null && loader.kind() == LoaderAddress.Kind.LEGACY_POP_OUT) {
                var link = Liveness.inactive("a link to the chat page, which will stop working; nothing is embedded");
                add("Z8", loader.key(), element, here().within(link), "");
            }
        }

        private void visitMeta(Element element) {
            boolean policy = element.attr("http-equiv").strip().equalsIgnoreCase("Content-Security-Policy");
            var content = element.attr("content").strip();
            // Browsers pass over a policy in the body; a part of a page may be put into any head.
            var parent = element.parent();
            boolean inHead =
                    !page.isDocument() || (parent != null && parent.normalName().equals("head"));
            if (policy && inHead && !content.isEmpty() && here().active()) {
                page.findings().addMetaPolicy(content);
            }
        }

        /** {@code onclick="…"}, {@code @click="…"}, {@code href="javascript:…"}: code in attributes calls the chat, too. */
        private void visitHandlers(Element element) {
            for (var attribute : element.attributes()) {
                var value = attribute.getValue();
                if (isHandler(attribute.getKey(), value) && VendorWords.areIn(value)) {
                    new ScriptScan(page, here(), depth + 1).scan(fragment.decoded(value, places.of(element)));
                }
            }
        }

        private static boolean isHandler(String attribute, String value) {
            char first = attribute.isEmpty() ? ' ' : attribute.charAt(0);
            boolean byName = switch (first) {
                case '@', '(' -> true;
                case 'o', 'O' -> startsWith(attribute, "on");
                case 'v', 'V' -> startsWith(attribute, "v-on:");
                case 'x', 'X' -> startsWith(attribute, "x-on:");
                case 'n', 'N' -> startsWith(attribute, "ng-");
                default -> false;
            };
            return byName || isScriptAddress(value);
        }

        /** Asked of every attribute of a page, most of which are shorter or start with another letter. */
        private static boolean isScriptAddress(String value) {
            if (value.length() <= SCRIPT_ADDRESS.length()) {
                return false;
            }
            int start = 0;
            while (start < value.length() && Character.isWhitespace(value.charAt(start))) {
                start++;
            }
            return start < value.length()
                    && (value.charAt(start) | 0x20) == 'j'
                    && value.regionMatches(true, start, SCRIPT_ADDRESS, 0, SCRIPT_ADDRESS.length());
        }

        private static boolean startsWith(String text, String start) {
            return text.regionMatches(true, 0, start, 0, start.length());
        }

        private void visit(TextNode node) {
            var text = node.getWholeText();
            if (!VendorWords.areIn(text)) {
                return;
            }
            if (notRun != null) {
                scanInactive(text, SHOWN);
            } else {
                scanText(node, text);
            }
        }

        /**
         * Text outside of scripts. Server code prints addresses there that end up in elements; partial templates of other languages
         * and of scripts hold code without a script element around it. Escaped markup is a sample, and so is code in a paragraph.
         */
        private void scanText(Node node, String text) {
            if (!VendorWords.areIn(text)) {
                return;
            }
            if (node instanceof CDataNode && PageScan.holdsElements(text)) {
                page.scanUnknown(fragment.part(text, places.of(text)), here(), depth + 1);
            } else if (PageScan.holdsElements(text) || !isTopLevel(node)) {
                scanInactive(text, SHOWN);
            } else if (depth <= PageScan.DEEPEST) {
                new ScriptScan(page, here(), depth + 1).scanPrinted(fragment.part(text, places.of(text)));
            }
        }

        private static boolean isTopLevel(Node node) {
            var parent = node.parent();
            return parent != null && !PROSE.contains(parent.normalName());
        }

        private void scanInactive(String text, String why) {
            if (VendorWords.areIn(text)) {
                var inside = here().within(Liveness.inactive(why));
                page.scanUnknown(fragment.part(text, places.of(text)), inside, depth + 1);
            }
        }

        private void scanScript(String text, Liveness running) {
            boolean mayMatter = VendorWords.areIn(text)
                    || (running.active() && TagManagers.mayBeIn(text))
                    || (running.active() && namesVendor && !page.globalAliases().isEmpty());
            if (mayMatter) {
                // Entities stand for no line break, so the lines stay where they are.
                var code = page.isXml() && !text.contains("<![CDATA[") ? Parser.unescapeEntities(text, false) : text;
                new ScriptScan(page, running, depth).scan(fragment.part(code, places.of(text)));
            }
        }

        private void add(String form, @Nullable String key, Element element, Liveness running, String ordinaryWhy) {
            int line = fragment.lineAt(places.of(element));
            page.findings().add(new Placement(form, key, line, running.active(), running.whyOr(ordinaryWhy)));
        }
    }
}
