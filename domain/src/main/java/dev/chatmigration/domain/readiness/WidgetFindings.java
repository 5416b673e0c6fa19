package dev.chatmigration.domain.readiness;

import dev.chatmigration.domain.account.Account;
import dev.chatmigration.domain.account.WebWidget;
import dev.chatmigration.domain.widgetdetection.ApiCall;
import dev.chatmigration.domain.widgetdetection.ContentSecurityPolicyVerdict;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.Placement;
import dev.chatmigration.domain.widgetdetection.Widget;
import dev.chatmigration.domain.widgetdetection.WidgetFix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the account's pages will need. */
final class WidgetFindings {
    private WidgetFindings() {}

    static List<Finding> of(AccountFacts facts) {
        List<Finding> findings = new ArrayList<>();
        Account account = facts.account();
        WebWidget widget = account.webWidget();
        if (widget != null && widget.channels().size() > 1) {
            findings.add(Finding.ofAccount(
                    Check.WIDGET_SEVERAL_CHANNELS,
                    "The Web Widget offers " + String.join(", ", widget.channels())
                            + "; a page that shall show chat alone has to suppress the others"
                            + WidgetFix.chatAlone(widget.channels())
                                    .map(settings -> ", before its snippet: " + settings)
                                    .orElse(".")));
        }
        facts.pages().forEach(page -> ofPage(account, page, findings));
        return findings;
    }

    private static void ofPage(Account account, AccountFacts.Page page, List<Finding> findings) {
        PageWidgets seen = page.widgets();
        String url = page.url();
        if (seen.legacySnippet()) {
            findings.add(new Finding(
                    Check.WIDGET_LEGACY_SNIPPET,
                    url,
                    "The legacy chat snippet is loaded on "
                            + lines(seen, placement -> placement.form().startsWith("Z")) + "."
                            + WidgetFix.snippet(widgetKey(account))
                                    .map(snippet -> " To be replaced by: " + snippet)
                                    .orElse("")));
        }
        if (seen.widget() == Widget.BOTH) {
            findings.add(new Finding(
                    Check.WIDGET_BOTH,
                    url,
                    "The legacy chat widget and the Web Widget are both loaded: two widgets appear."));
        }
        List<String> foreign = seen.foreignKeys(account.chatAccountKey(), widgetKey(account), account.subdomain());
        if (!foreign.isEmpty()) {
            findings.add(new Finding(
                    Check.WIDGET_FOREIGN_KEY,
                    url,
                    "A snippet carries a key that is not this account's: " + String.join(", ", foreign) + "."));
        }
        List<ApiCall> broken =
                seen.apiCalls().stream().filter(call -> !call.supported()).toList();
        if (!broken.isEmpty()) {
            findings.add(new Finding(
                    Check.WIDGET_API_UNSUPPORTED,
                    url,
                    "Calls that the Web Widget does not support: "
                            + broken.stream()
                                    .map(call -> call.call() + " (line " + call.line() + ")")
                                    .distinct()
                                    .limit(10)
                                    .collect(Collectors.joining(", "))
                            + "."
                            + broken.stream()
                                    .filter(call -> call.instead() != null)
                                    .map(call -> " " + call.call() + ": " + call.instead() + ".")
                                    .distinct()
                                    .limit(10)
                                    .collect(Collectors.joining())));
        }
        ContentSecurityPolicyVerdict csp = seen.csp();
        if (csp != null && csp.blocksWebWidget()) {
            findings.add(new Finding(
                    Check.WIDGET_CSP_BLOCKS,
                    url,
                    "The page's Content-Security-Policy stops the Web Widget; missing: "
                            + csp.missing().entrySet().stream()
                                    .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()))
                                    .collect(Collectors.joining("; "))
                            + "."));
        }
        if (seen.outdatedSnippet()) {
            findings.add(new Finding(
                    Check.WIDGET_OUTDATED_SNIPPET,
                    url,
                    "The Web Widget is loaded by an old snippet on "
                            + lines(seen, placement -> placement.form().matches("W[0-3]")) + "."));
        }
        if (seen.widget() == Widget.UNKNOWN) {
            findings.add(new Finding(
                    Check.WIDGET_UNKNOWN,
                    url,
                    "No chat snippet in the page itself, but " + String.join(", ", seen.tagManagers())
                            + " may add one."));
        }
        if (seen.widget() == Widget.NONE) {
            findings.add(new Finding(Check.WIDGET_NONE, url, "No chat snippet on this page."));
        }
    }

    private static @Nullable String widgetKey(Account account) {
        return account.webWidget() == null ? null : account.webWidget().key();
    }

    private static String lines(PageWidgets seen, Predicate<Placement> which) {
        return seen.placements().stream()
                .filter(Placement::active)
                .filter(which)
                .map(placement -> "line " + placement.line() + " (form " + placement.form() + ")")
                .distinct()
                .limit(10)
                .collect(Collectors.joining(", "));
    }
}
