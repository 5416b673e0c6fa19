package dev.chatmigration.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** How much of a feed is in memory at once. */
class PageBundlesTest {
    private static final int MILLION = 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void smallPagesComeInLargeBundlesWithTheLinesBetweenThem() {
        new FeedDirectory(directory)
                .with(
                        "site_pages.ndjson",
                        IntStream.rangeClosed(1, 500)
                                .mapToObj(n -> n % 10 == 0 ? "{" : page("\"html\":\"" + n + "\""))
                                .toArray(String[]::new));

        List<List<FeedItem<PageRecord>>> bundles = bundles();

        assertThat(bundles).extracting(List::size).containsExactly(200, 200, 101);
        assertThat(bundles.stream().flatMap(List::stream).map(FeedItem::line).limit(500))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 500).mapToObj(n -> (long) n).toList());
        assertThat(bundles.get(2)).last().isInstanceOf(FeedItem.EndOfFile.class);
    }

    @Test
    void aBundleHoldsNoMoreThanFourMillionCharactersOrASinglePageWhereverItsTextStands() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int millions : new int[] {1, 2, 1, 1, 8, 4, 1, 3, 2}) {
            String text = "x".repeat(millions * MILLION);
            lines.add(page("\"html\":\"" + text + "\""));
            Files.writeString(directory.resolve(millions + ".html"), text);
            lines.add(page("\"html_file\":\"" + millions + ".html\""));
        }
        new FeedDirectory(directory).with("site_pages.ndjson", lines.toArray(String[]::new));

        assertThat(bundles().stream()
                        .map(bundle -> bundle.stream()
                                .filter(FeedItem.Accepted.class::isInstance)
                                .map(item -> ((FeedItem.Accepted<PageRecord>) item)
                                                .content()
                                                .html()
                                                .length()
                                        / MILLION)
                                .toList()))
                .containsExactly(
                        List.of(1, 1, 2),
                        List.of(2, 1, 1),
                        List.of(1, 1),
                        List.of(8),
                        List.of(8),
                        List.of(4),
                        List.of(4),
                        List.of(1, 1),
                        List.of(3),
                        List.of(3),
                        List.of(2, 2));
    }

    @Test
    void aFileThatIsGoneWhenItsTurnComesIsRejected() throws IOException {
        Files.writeString(directory.resolve("a.html"), "x".repeat(MILLION * 4));
        Files.writeString(directory.resolve("b.html"), "x");
        new FeedDirectory(directory)
                .with("site_pages.ndjson", page("\"html_file\":\"a.html\""), page("\"html_file\":\"b.html\""));
        PageBundles bundles = open();
        bundles.next();
        Files.delete(directory.resolve("b.html"));

        List<FeedItem<PageRecord>> second = bundles.next();

        bundles.close();
        assertThat(second).first().isInstanceOfSatisfying(FeedItem.Rejected.class, rejected -> {
            assertThat(rejected.line()).isEqualTo(2);
            assertThat(rejected.accountId()).isEqualTo(1L);
            assertThat(rejected.field()).isEqualTo("html_file");
        });
    }

    private List<List<FeedItem<PageRecord>>> bundles() {
        PageBundles source = open();
        List<List<FeedItem<PageRecord>>> bundles = new ArrayList<>();
        for (List<FeedItem<PageRecord>> next = source.next(); !next.isEmpty(); next = source.next()) {
            bundles.add(next);
        }
        source.close();
        return bundles;
    }

    private PageBundles open() {
        return new PageBundles(directory, FeedPosition.in(new ExecutionContext()));
    }

    private static String page(String fields) {
        return "{\"account_id\":1,\"url\":\"https://a.example/\"," + fields + "}";
    }
}
