import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints the seconds that Jsoup.parse alone takes for the pages of a feed on all cores, and the bytes of their HTML. */
class ParsePages {
    public static void main(String[] arguments) throws Exception {
        JsonMapper json = new JsonMapper();
        List<String> pages = new ArrayList<>();
        long bytes = 0;
        long nanos = 0;
        try (var lines = Files.newBufferedReader(Path.of(arguments[0], "site_pages.ndjson"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode html = json.readTree(line).get("html");
                if (html != null && html.isString()) {
                    pages.add(html.stringValue());
                    bytes += html.stringValue().length();
                }
                if (pages.size() == 40) {
                    nanos += parse(pages);
                }
            }
        }
        nanos += parse(pages);
        System.out.printf("%.2f %d%n", nanos / 1e9, bytes);
    }

    private static long parse(List<String> pages) {
        long begin = System.nanoTime();
        long nodes = pages.parallelStream()
                .mapToLong(page -> Jsoup.parse(page).childNodeSize())
                .sum();
        pages.clear();
        return nodes < 0 ? 0 : System.nanoTime() - begin;
    }
}
