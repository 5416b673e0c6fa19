package dev.chatmigration.importing;

import dev.chatmigration.steps.AllCores;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a feed in bundles of bounded size, whether their texts stand in the lines or in files of their own: those are
 * opened only when there is room for them.
 */
final class PageBundles implements ReadAhead.Source<List<FeedItem<PageRecord>>> {
    /** Of the texts in a bundle; one page may hold more, and is a bundle of its own then. */
    static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    /** Enough for a commit not to count beside looking at them. */
    static final int MOST_LINES = 200;

    private final FeedRecords<PageCheck.Page> records;
    private final Queue<FeedItem<PageCheck.Page>> waiting = new ArrayDeque<>();

    PageBundles(Path feed, FeedPosition begin) {
        this.records = new FeedRecords<>(
                new FeedFiles(feed, FeedKind.SITE_PAGES),
                new RecordParser<>(FeedKind.SITE_PAGES, new PageCheck(feed)),
                begin);
    }

    /** The next pages in their order, and the lines between them that are none; at the end of the feed, nothing. */
    @Override
    public List<FeedItem<PageRecord>> next() {
        List<FeedItem<PageCheck.Page>> bundle = new ArrayList<>();
        long characters = 0;
        while (bundle.size() < MOST_LINES) {
            if (waiting.isEmpty()) {
                waiting.addAll(records.next());
            }
            FeedItem<PageCheck.Page> item = waiting.peek();
            characters += length(item);
            if (item == null || (characters > MOST_CHARACTERS && !bundle.isEmpty())) {
                break;
            }
            bundle.add(waiting.remove());
        }
        return AllCores.each(bundle, PageBundles::read);
    }

    private static long length(@Nullable FeedItem<PageCheck.Page> item) {
        return item instanceof FeedItem.Accepted<PageCheck.Page> accepted
                ? accepted.content().html().length()
                : 0;
    }

    private static FeedItem<PageRecord> read(FeedItem<PageCheck.Page> item) {
        return item.with(page -> new PageRecord(
                item.file(),
                item.line(),
                page.accountId(),
                page.url(),
                page.fetchedAt(),
                page.status(),
                page.headers(),
                page.html().read()));
    }

    @Override
    public void close() {
        records.close();
    }
}
