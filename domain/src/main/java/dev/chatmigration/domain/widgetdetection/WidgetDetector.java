package dev.chatmigration.domain.widgetdetection;

import java.util.Locale;
import java.util.Set;

/**
 * Says which chat widget a page carries. Keeps no state, reads nothing but its argument, never throws: pages are hostile, and what
 * cannot be understood counts as text. Time grows linearly with the page.
 */
public final class WidgetDetector {

    /** To be raised with every change of a rule: a page judged by another version is to be looked at again. */
    public static final String VERSION = "3";

    private static final Set<String> SCRIPT_EXTENSIONS =
            Set.of("js", "mjs", "cjs", "es6", "jsx", "ts", "mts", "cts", "tsx", "json", "har", "coffee");
    private static final Set<String> XML_EXTENSIONS = Set.of("xml", "xhtml", "xht", "jspx");
    private static final Set<String> MARKDOWN_EXTENSIONS = Set.of("md", "markdown", "mdx", "mkd");
    private static final Set<String> PLAIN_TEXT_EXTENSIONS = Set.of("txt", "rst", "adoc", "asciidoc", "textile", "org");

    /** Marks of template languages that stand behind the extension proper: {@code chat.js.erb}. */
    private static final Set<String> TEMPLATE_EXTENSIONS = Set.of("erb", "ejs", "liquid", "twig", "j2", "jinja", "hbs");

    /** What was found on the page; see {@link PageWidgets}. */
    public PageWidgets detect(PageSource page) {
        var extension = extension(page.name());
        boolean script = SCRIPT_EXTENSIONS.contains(extension)
                && !page.content().stripLeading().startsWith("<");
        var scan = new PageScan(page.content(), script, XML_EXTENSIONS.contains(extension));
        if (VendorWords.areIn(page.content())) {
            scanThoroughly(page.content(), extension, script, scan);
        } else if (script) {
            new ScriptScan(scan, Liveness.LIVE, 0).scan(Fragment.of(page.content()));
        } else if (mayMatterWithoutVendor(page.content())) {
            new MarkupScan(scan, Liveness.LIVE, 0).scan(Fragment.of(page.content()));
        }
        var findings = scan.findings();
        return findings.verdict(PolicyCheck.verdict(page.headers(), findings.metaPolicies(), findings.snippetNonces()));
    }

    private static void scanThoroughly(String content, String extension, boolean script, PageScan scan) {
        var source = Fragment.of(content);
        if (PLAIN_TEXT_EXTENSIONS.contains(extension)) {
            scan.scanUnknown(source, Liveness.inactive("plain text, shown and not run"), 1);
            return;
        }
        var text = content;
        if (MARKDOWN_EXTENSIONS.contains(extension)) {
            var markdown = MarkdownCode.of(text);
            scan.scanPassages(source, markdown.passages());
            text = markdown.text();
        }
        var template = TemplateCode.of(text);
        scan.scanPassages(source, template.passages());
        var rest = Fragment.of(template.text());
        if (script) {
            new ScriptScan(scan, Liveness.LIVE, 0).scan(rest);
        } else if (extension.equals("vue")) {
            new MarkupScan(scan, Liveness.LIVE, 0).withLiveTemplates().scan(rest);
        } else {
            new MarkupScan(scan, Liveness.LIVE, 0).scan(rest);
        }
    }

    private static boolean mayMatterWithoutVendor(String content) {
        return TagManagers.mayBeIn(content) || VendorWords.contains(content, "content-security-policy");
    }

    /** The extension of a file name or of the path of a URL, in lower case; empty where there is none. */
    private static String extension(String name) {
        var path = name;
        int authority = path.indexOf("://");
        if (authority >= 0) {
            int slash = path.indexOf('/', authority + 3);
            path = slash < 0 ? "" : path.substring(slash);
            path = path.split("[?#]", 2)[0];
        }
        path = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        int dot = path.lastIndexOf('.');
        if (dot > 0 && TEMPLATE_EXTENSIONS.contains(path.substring(dot + 1)) && path.lastIndexOf('.', dot - 1) > 0) {
            path = path.substring(0, dot);
            dot = path.lastIndexOf('.');
        }
        return dot < 0 ? "" : path.substring(dot + 1);
    }
}
