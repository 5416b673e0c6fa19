package dev.chatmigration.reporting;

import dev.chatmigration.domain.ipreconciliation.IpReconciliation;
import dev.chatmigration.domain.widgetdetection.ContentSecurityPolicyVerdict;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of the export that commands print too: names and order of fields are a contract. */
public final class Shapes {
    private Shapes() {}

    /** A line of {@code widgets.ndjson} without its account. */
    public static Map<String, @Nullable Object> page(String url, PageWidgets seen) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("url", url);
        line.put("widget", seen.widget().label());
        line.put("keys", seen.keys());
        line.put(
                "placements",
                seen.placements().stream()
                        .map(placement -> fields(
                                "form", placement.form(),
                                "key", placement.key(),
                                "line", placement.line(),
                                "active", placement.active(),
                                "why", placement.why()))
                        .toList());
        line.put(
                "api_calls",
                seen.apiCalls().stream()
                        .map(call -> fields(
                                "call", call.call(),
                                "line", call.line(),
                                "supported", call.supported(),
                                "instead", call.instead()))
                        .toList());
        ContentSecurityPolicyVerdict csp = seen.csp();
        line.put(
                "csp",
                csp == null
                        ? null
                        : fields(
                                "policies", csp.policies(),
                                "blocks_web_widget", csp.blocksWebWidget(),
                                "missing", csp.missing()));
        return line;
    }

    /** A line of {@code ip_reconciliation.ndjson} without its account. */
    public static Map<String, @Nullable Object> ip(IpReconciliation ip) {
        return fields(
                "verdict",
                ip.verdict().label(),
                "missing",
                ip.missing(),
                "problems",
                List.copyOf(ip.problems().stream()
                        .map(problem -> fields(
                                "list", problem.list().label(),
                                "entry", problem.entry(),
                                "position", problem.position(),
                                "code", problem.code(),
                                "text", problem.text()))
                        .toList()));
    }

    /** Names and values in turn, in this order. */
    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }
}
