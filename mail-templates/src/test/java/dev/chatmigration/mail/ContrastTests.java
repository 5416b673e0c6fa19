package dev.chatmigration.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text of every mail has a contrast of at least 4.5:1 to what it stands on, in light and in dark mode.
 *
 * @see <a href="https://www.w3.org/TR/WCAG22/#contrast-minimum">WCAG 2.2, 1.4.3</a>
 */
class ContrastTests {

    private static final Pattern DARK_RULE = Pattern.compile("\\.([a-z-]+) \\{([^}]*)}");
    private static final Pattern COLOUR = Pattern.compile("(?<![-a-z])(color|background-color):\\s*(#[0-9a-f]{6})");

    static Stream<Example> examples() {
        return Example.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void textCanBeRead(Example example) {
        Document html =
                Jsoup.parse(Rendering.mail(example.notice(), Language.ENGLISH).html());
        Map<String, String> dark = darkRules(html);

        for (Element element : html.body().getAllElements()) {
            if (element.hasText()
                    && !element.ownText().isBlank()
                    && !element.attr("style").contains("display:none")) {
                assertThat(contrast(element, Map.of())).as("light: %s", element).isGreaterThanOrEqualTo(4.5);
                assertThat(contrast(element, dark)).as("dark: %s", element).isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    private static Map<String, String> darkRules(Document html) {
        String css = html.select("style").html();
        Map<String, String> rules = new HashMap<>();
        DARK_RULE
                .matcher(css.substring(css.indexOf("prefers-color-scheme: dark")))
                .results()
                .forEach(rule -> rules.put(rule.group(1), rule.group(2)));
        assertThat(rules).containsKeys("page", "card", "ink", "soft", "link", "button", "button-label");
        return rules;
    }

    private static double contrast(Element element, Map<String, String> rules) {
        double text = luminance(effective("color", element, rules));
        double ground = luminance(effective("background-color", element, rules));
        return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    }

    private static String effective(String property, Element element, Map<String, String> rules) {
        for (Element at :
                Stream.concat(Stream.of(element), element.parents().stream()).toList()) {
            String colour = null;
            for (String name : at.classNames()) {
                String found = declared(property, rules.getOrDefault(name, ""));
                colour = found == null ? colour : found;
            }
            String inline = colour == null ? declared(property, at.attr("style")) : colour;
            if (inline != null) {
                return inline;
            }
        }
        throw new AssertionError("No " + property + " for " + element);
    }

    private static @Nullable String declared(String property, String style) {
        List<MatchResult> results = COLOUR.matcher(style).results().toList();
        return results.stream()
                .filter(result -> result.group(1).equals(property))
                .map(result -> result.group(2))
                .findFirst()
                .orElse(null);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
