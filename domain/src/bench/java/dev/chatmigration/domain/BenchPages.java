package dev.chatmigration.domain;

import dev.chatmigration.domain.widgetdetection.PageSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Shop pages of 50 KB on average, the same for the same seed: three in four carry a widget, some name none at all. */
final class BenchPages {
    private static final int PAGES = 200;
    private static final String KEY = "1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sTuV";

    private static final String LEGACY = """
            <!--Start of Zendesk Chat Script-->
            <script type="text/javascript">
            window.$zopim||(function(d,s){var z=$zopim=function(c){z._.push(c)},$=z.s=
            d.createElement(s),e=d.getElementsByTagName(s)[0];z.set=function(o){z.set._.push(o)};z._=[];z.set._=[];
            $.async=!0;$.setAttribute("charset","utf-8");$.src="https://v2.zopim.com/?%s";z.t=+new Date;
            $.type="text/javascript";e.parentNode.insertBefore($,e)})(document,"script");
            </script>
            <script>$zopim(function () { $zopim.livechat.setNotes('basket: 3 items'); $zopim.livechat.window.show(); });
            </script>
            """.formatted(KEY);
    private static final String SNIPPET = """
            <script id="ze-snippet"
              src="https://static.zdassets.com/ekr/snippet.js?key=3f0c2a51-7c1d-4e0b-9a55-0c9be2d6a7f1"></script>
            """;
    private static final String TAG_MANAGER = """
            <script>(function(w,d,s,l,i){w[l]=w[l]||[];var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;
            j.src='https://www.googletagmanager.com/gtm.js?id='+i;f.parentNode.insertBefore(j,f);
            })(window,document,'script','dataLayer','GTM-ABCD123');</script>
            """;
    private static final List<String> WIDGETS =
            List.of(LEGACY, LEGACY, LEGACY, SNIPPET, SNIPPET, SNIPPET, TAG_MANAGER, "<p>Call us.</p>");
    private static final List<String> POLICIES = List.of(
            "default-src 'self' https://*.zopim.com; script-src 'self' 'unsafe-inline' v2.zopim.com; img-src * data:",
            "script-src 'nonce-r4nd0m' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'");
    private static final List<String> WORDS = List.of(
            "chair table lamp oak linen delivery within three days basket returns warranty café blue green".split(" "));

    private BenchPages() {}

    static List<PageSource> pages(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, PAGES).mapToObj(number -> page(random)).toList();
    }

    private static PageSource page(Random random) {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=en><head><meta charset=utf-8>\n<style>");
        for (int rule = 0; rule < 60; rule++) {
            html.append(
                    ".card-%d{display:flex;margin:%dpx;color:#%06x}\n".formatted(rule, rule, random.nextInt(1 << 24)));
        }
        html.append("</style><title>").append(words(4, random)).append("</title></head>\n<body>\n");
        html.append(WIDGETS.get(random.nextInt(WIDGETS.size())));
        int length = 30_000 + random.nextInt(40_000);
        for (int card = 0; html.length() < length; card++) {
            html.append("""
                    <div class="card card-%d" id="product-%d">
                      <a href="/shop/product-%d.html" title="%s"><img src="/img/%d.jpg" alt="%s" width="320" loading="lazy"></a>
                      <h3>%s</h3><p>%s</p><span class="price">%d.%02d</span>
                      <button type="button" onclick="addToBasket(%d, 1)">Add</button>
                    </div>
                    """.formatted(
                            card % 60,
                            card,
                            card,
                            words(3, random),
                            card,
                            words(3, random),
                            words(4, random),
                            words(40, random),
                            random.nextInt(900),
                            random.nextInt(100),
                            card));
            if (card % 10 == 9) {
                html.append("<script>track({id:")
                        .append(card)
                        .append(",name:'")
                        .append(words(5, random))
                        .append("'});</script>\n");
            }
        }
        Map<String, List<String>> headers = random.nextInt(5) == 0
                ? Map.of("content-security-policy", List.of(POLICIES.get(random.nextInt(POLICIES.size()))))
                : Map.of();
        return new PageSource(
                "https://www.shop.example/", html.append("</body></html>\n").toString(), headers);
    }

    private static String words(int count, Random random) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < count; word++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.toString();
    }
}
