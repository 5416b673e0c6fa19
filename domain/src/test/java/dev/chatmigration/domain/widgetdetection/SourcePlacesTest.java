package dev.chatmigration.domain.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser itself tells every place, slowly; what is found without it must stand on the same lines. */
class SourcePlacesTest {
    private static final List<String> PARTS = List.of(
            "<script src=\"https://v2.zopim.com/?abc\" charset='utf-8' async></script>",
            "<SCRIPT\n  id=\"ze-snippet\"\n  src=\"https://static.zdassets.com/ekr/snippet.js?key=1&amp;b=2\"> </SCRIPT >",
            "<script>\nwindow.$zopim||(function(d,s){var z=$zopim=function(c){z._.push(c)}\n})(document,'script');\n</script>",
            "<script>\nvar unrelated = 1 < 2;\n</script>",
            "<!-- <script src=\"https://v2.zopim.com/?abc\"></script>\n -->",
            "<div title=\"a > b\" data-was='https://v2.zopim.com/?abc'\n>text</div>",
            "<button\n class=c onclick=\"$zopim.livechat.window.show();\nreturn false\">Chat &amp; more</button>",
            "<p>one\ntwo &lt;script&gt;\n$zopim(function(){}) &amp; https://v2.zopim.com/?abc\nthree</p>",
            "<iframe src='https://v2.zopim.com/widget/livechat.html?key=abc'></iframe>",
            "<a href=https://v2.zopim.com/widget/livechat.html?key=abc>chat</a>",
            "<table><tr><td>\n<script src=//v2.zopim.com/?abc></script></td></tr></table>",
            "<script>document.write('<script src=\"https://v2.zopim.com/?abc\"><\\/script>')</script>",
            "\n\n<p>nothing\n</p>\r\n",
            "<ul>\n<li>a<li>b</ul>");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyNodeOfAPageIsFoundOnItsLine(long seed) {
        var random = new Random(seed);
        for (int page = 0; page < 50; page++) {
            var text = random.ints(1 + random.nextInt(30), 0, PARTS.size())
                    .mapToObj(PARTS::get)
                    .collect(Collectors.joining(random.nextBoolean() ? "\n" : ""));
            assertThat(linesFound(text)).as(text).isEqualTo(linesTracked(text));
        }
    }

    @Test
    void theSameElementStandsWhereItStoodWhenAskedAgain() {
        var text = "<script src=a></script>\n<script src=a></script>";
        var places = new SourcePlaces(text);
        var scripts = Jsoup.parse(text).select("script");

        assertThat(List.of(
                        places.of(scripts.get(0)),
                        places.of(scripts.get(0)),
                        places.of(scripts.get(1)),
                        places.of(scripts.get(1))))
                .containsExactly(0, 0, 24, 24);
    }

    @Test
    void whatCannotBeFoundStandsWhereTheOneBeforeDoes() {
        var places = new SourcePlaces("<p>\n<!-- zopim --></p>");
        int comment = places.of(" zopim ");

        assertThat(places.of("zendesk written by nobody")).isBetween(comment, comment + 7);
        assertThat(places.of(new Element("script").attr("src", "nowhere.js"))).isBetween(comment, comment + 7);
    }

    private static List<String> linesTracked(String text) {
        var document = Jsoup.parse(text, "", Parser.htmlParser().setTrackPosition(true));
        return lines(document, text, node -> node.sourceRange().startPos());
    }

    private static List<String> linesFound(String text) {
        var places = new SourcePlaces(text);
        return lines(
                Jsoup.parse(text),
                text,
                node -> node instanceof Element element ? places.of(element) : places.of(content(node)));
    }

    private static List<String> lines(Element document, String text, ToIntFunction<Node> place) {
        var source = Fragment.of(text);
        var lines = new ArrayList<String>();
        document.traverse((node, depth) -> {
            var named = node instanceof Element element ? element.attributes().html() : content(node);
            if (VendorWords.areIn(named)) {
                lines.add(node.nodeName() + " " + source.lineAt(place.applyAsInt(node)));
            }
        });
        return lines;
    }

    private static String content(Node node) {
        if (node instanceof Comment comment) {
            return comment.getData();
        }
        if (node instanceof DataNode data) {
            return data.getWholeData();
        }
        return node instanceof TextNode text ? text.getWholeText() : "";
    }
}
