package dev.chatmigration.reporting;

import java.util.List;

/**
 * One page for a browser that needs nothing else: no script, no outside resource. Only this class writes markup; every text
 * given to it is escaped.
 */
final class HtmlPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem;
              color: #1f2328; background: #fff; }
            table { border-collapse: collapse; margin: 1rem 0; }
            caption { text-align: left; font-weight: bold; }
            th, td { text-align: left; vertical-align: top; padding: .25rem .75rem; border: 1px solid #d0d7de;
              overflow-wrap: anywhere; }
            pre { padding: .75rem; overflow-x: auto; background: #f0f2f4; }
            @media (prefers-color-scheme: dark) {
              body { color: #e6edf3; background: #0d1117; }
              th, td { border-color: #444c56; }
              pre { background: #1c2128; }
            }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            """;

    /** @param to relative to the page */
    record Link(String label, String to) {}

    /** @param language of the text */
    record LinkRow(String name, String text, String language, List<Link> links) {}

    private final StringBuilder html = new StringBuilder();

    HtmlPage(String title) {
        html.append(HEAD.formatted(escaped(title), escaped(title)));
    }

    HtmlPage heading(String text) {
        return element("h2", text);
    }

    HtmlPage paragraph(String text) {
        return element("p", text);
    }

    /** Lines to be typed or copied as they are. */
    HtmlPage typed(List<String> lines) {
        return lines.isEmpty() ? this : element("pre", String.join("\n", lines));
    }

    /** A table whose first column names each row. */
    HtmlPage table(String caption, List<String> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        openTable(caption, columns);
        for (List<String> row : rows) {
            rowHeading(row.get(0));
            row.stream().skip(1).forEach(this::cell);
            html.append("</tr>\n");
        }
        return closeTable();
    }

    /** A table whose last column leads to files beside the page. */
    HtmlPage links(String caption, List<String> columns, List<LinkRow> rows) {
        openTable(caption, columns);
        for (LinkRow row : rows) {
            rowHeading(row.name());
            html.append("<td lang=\"")
                    .append(escaped(row.language()))
                    .append("\">")
                    .append(escaped(row.text()))
                    .append("</td><td>");
            for (Link link : row.links()) {
                html.append("<a href=\"")
                        .append(escaped(link.to()))
                        .append("\">")
                        .append(escaped(link.label()))
                        .append("</a> ");
            }
            html.append("</td></tr>\n");
        }
        return closeTable();
    }

    private void openTable(String caption, List<String> columns) {
        html.append("<table>\n");
        element("caption", caption);
        html.append("<thead><tr>");
        columns.forEach(column ->
                html.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
    }

    private void rowHeading(String text) {
        html.append("<tr><th scope=\"row\">").append(escaped(text)).append("</th>");
    }

    private void cell(String text) {
        html.append("<td>").append(escaped(text)).append("</td>");
    }

    private HtmlPage closeTable() {
        html.append("</tbody>\n</table>\n");
        return this;
    }

    String end() {
        return html + "</main>\n</body>\n</html>\n";
    }

    private HtmlPage element(String name, String text) {
        html.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    private static String escaped(String text) {
        return text.lines()
                .map(ConsoleLines::fit)
                .reduce((above, below) -> above + "\n" + below)
                .orElse("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
