package dev.chatmigration.generating;

import dev.chatmigration.generating.Snippet.Family;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The pages of customers' sites. */
final class SitePages {
    /** Which widgets a site carries. */
    enum Kind {
        ZOPIM,
        WEB_WIDGET,
        BOTH,
        NONE,
        /** No widget to be seen, but a tag manager that may load one. */
        TAG_MANAGER
    }

    private static final String NO_KEY = "YOUR_ACCOUNT_KEY";

    private static final List<String> PATHS =
            List.of("/", "/shop", "/contact", "/help", "/about", "/cart", "/faq", "/delivery", "/returns", "/news");

    private static final List<String> API_CALLS = List.of(
            "$zopim(function () { $zopim.livechat.setName('Visitor'); $zopim.livechat.setEmail('visitor@mail.example'); });",
            "$zopim(function () { $zopim.livechat.setNotes('basket: 3 items'); });",
            "$zopim(function () { $zopim.livechat.appendNotes('came from the sale page'); });",
            "$zopim(function () { $zopim.livechat.bubble.setText('Need a hand?'); $zopim.livechat.window.show(); });",
            "$zopim(function () { var lc = $zopim.livechat; lc.addTags('shop', 'gold'); lc.theme.setTheme('simple'); });",
            "$zopim(function () { $zopim.livechat['setDisableSound'](true); });",
            "window.$zopim && window.$zopim.livechat && window.$zopim.livechat.button.show();",
            "$zopim(function () { $zopim.livechat.set({ name: 'Visitor', language: 'en', notes: 'vip' }); });",
            "if (window.zE) { zE('webWidget', 'prefill', { name: { value: 'Visitor' } }); }",
            "window.zESettings = { webWidget: { contactForm: { suppress: true }, helpCenter: { suppress: true } } };");

    private static final List<String> POLICIES = List.of(
            "default-src 'self'; script-src 'self' 'unsafe-inline' v2.zopim.com *.zopim.com; connect-src 'self' wss://*.zopim.com https://*.zopim.com; img-src 'self' v2assets.zopim.io data:",
            "default-src 'self' https://*.zdassets.com https://*.zendesk.com https://*.zopim.com wss://*.zendesk.com wss://*.zopim.com; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' https://*.zdassets.com https://*.zendesk.com https://*.zopim.com; img-src 'self' https://v2assets.zopim.io https://static.zdassets.com data:",
            "script-src 'nonce-r4nd0m' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'; base-uri 'none'",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'",
            "default-src * data: blob: 'unsafe-inline' 'unsafe-eval' wss:",
            "frame-ancestors 'self'; upgrade-insecure-requests");

    private final ShopText shop;
    private final int pageLength;

    SitePages(ShopText shop, int pageKilobytes) {
        this.shop = shop;
        this.pageLength = pageKilobytes * 1024;
    }

    ObjectNode page(Customer customer, int number, Dice dice) {
        String path = number < PATHS.size() ? PATHS.get(number) : "/page-" + number;
        StringBuilder head = new StringBuilder();
        StringBuilder body = new StringBuilder();
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("account_id", customer.id());
        page.put("url", "https://www." + customer.asciiDomain() + path);
        page.put(
                "fetched_at",
                dice.instant(Customer.FIRST_NIGHT.minus(Duration.ofDays(2)), Customer.FIRST_NIGHT)
                        .toString());
        page.put("status", dice.perMille(Mix.PAGE_FAILED) ? 503 : 200);
        ObjectNode headers = page.putObject("headers").put("content-type", "text/html; charset=utf-8");
        addPolicies(headers, head, dice);
        addWidgets(customer, dice.perMille(500) ? head : body, body, dice);
        // Between 60 and 140 per cent, so that the mean is the size asked for.
        int length = (int) (pageLength * (long) dice.between(60, 140) / 100);
        page.put(
                "html",
                shop.page(
                        customer.region().locale,
                        customer.name(),
                        path.equals("/") ? "Shop" : path.substring(1),
                        head.toString(),
                        body.toString(),
                        length,
                        dice));
        return page;
    }

    private static void addPolicies(ObjectNode headers, StringBuilder head, Dice dice) {
        if (dice.perMille(Mix.CSP_HEADER)) {
            String policy = dice.oneOf(POLICIES);
            switch (dice.below(5)) {
                case 0 -> headers.put("Content-Security-Policy-Report-Only", policy);
                case 1 ->
                    headers.putArray("content-security-policy").add(policy).add("frame-ancestors 'none'");
                default -> headers.put("Content-Security-Policy", policy);
            }
        }
        if (dice.perMille(Mix.CSP_META)) {
            head.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                    .append(dice.oneOf(POLICIES))
                    .append("\">\n");
        }
    }

    private static void addWidgets(Customer customer, StringBuilder place, StringBuilder body, Dice dice) {
        if (dice.perMille(Mix.COMMENTED_OUT_SNIPPET)) {
            // The short form: those with comments of their own would end the comment around them.
            place.append("<!-- switched off until the sale is over\n")
                    .append(html(dice.perMille(500) ? Snippet.Z7 : Snippet.W4, customer, Customer.chatKey(dice)))
                    .append("-->\n");
        }
        switch (customer.site()) {
            case ZOPIM -> addWidget(Family.ZOPIM, customer, place, body, dice);
            case WEB_WIDGET -> addWidget(Family.WEB_WIDGET, customer, place, body, dice);
            case BOTH -> {
                addWidget(Family.ZOPIM, customer, place, body, dice);
                addWidget(Family.WEB_WIDGET, customer, place, body, dice);
            }
            case TAG_MANAGER -> place.append(tagManager("GTM-" + dice.characters("BCDFGHJKLMNPQRSTVWXZ23456789", 7)));
            case NONE -> {}
        }
    }

    private static void addWidget(
            Family family, Customer customer, StringBuilder place, StringBuilder body, Dice dice) {
        Snippet snippet = (family == Family.ZOPIM ? Mix.ZOPIM_FORM : Mix.WEB_WIDGET_FORM).draw(dice);
        String key = customer.chatKey();
        if (dice.perMille(Mix.FOREIGN_KEY)) {
            key = Customer.chatKey(dice);
        } else if (dice.perMille(Mix.PLACEHOLDER_KEY)) {
            key = NO_KEY;
        }
        String html = html(snippet, customer, key);
        boolean link = snippet == Snippet.Z8;
        if (!link && dice.perMille(Mix.BEHIND_CONSENT)) {
            html = html.replace("<script type=\"text/javascript\"", "<script")
                    .replaceFirst("<script", "<script type=\"text/plain\" class=\"optanon-category-C0003\"");
        }
        (link ? body : place).append(html);
        if (dice.perMille(Mix.apiCalls(family))) {
            body.append("<script>\n").append(dice.oneOf(API_CALLS)).append("\n</script>\n");
        }
    }

    private static String html(Snippet snippet, Customer customer, String chatKey) {
        return snippet.html(chatKey, customer.widgetKey(), customer.subdomain());
    }

    private static String tagManager(String container) {
        return """
                <script>(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});
                var f=d.getElementsByTagName(s)[0],j=d.createElement(s),dl=l!='dataLayer'?'&l='+l:'';j.async=true;
                j.src='https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);
                })(window,document,'script','dataLayer','@CONTAINER@');</script>
                """.replace("@CONTAINER@", container);
    }
}
