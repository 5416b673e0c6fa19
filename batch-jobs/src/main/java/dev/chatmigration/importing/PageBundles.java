package dev.chatmigration.importing;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a feed in bundles of bounded size, whether their texts stand in the lines or in files of their own: those are
 * opened only when there is room for them.
 *
 * @param <P> what is made of a page
 */
final class PageBundles<P> implements ReadAhead.Source<List<FeedItem<P>>> {
    /** Of the texts in a bundle; one page may hold more, and is a bundle of its own then. */
    static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    /** Enough for a commit not to count beside looking at them. */
    static final int MOST_LINES = 200;

    private final FeedRecords<PageCheck.Page> records;
    private final Function<PageRecord, P> prepare;
    private final Queue<FeedItem<PageCheck.Page>> waiting = new ArrayDeque<>();

    PageBundles(Path feed, FeedPosition begin, Function<PageRecord, P> prepare) {
        this.records = new FeedRecords<>(
                new FeedFiles(feed, FeedKind.SITE_PAGES),
                new RecordParser<>(FeedKind.SITE_PAGES, new PageCheck(feed)),
                begin);
        this.prepare = prepare;
    }

    /** The next pages in their order, and the lines between them that are none; at the end of the feed, nothing. */
    @Override
    public List<FeedItem<P>> next() {
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
        return bundle.parallelStream().map(this::prepared).toList();
    }

    private static long length(@Nullable FeedItem<PageCheck.Page> item) {
        return item instanceof FeedItem.Accepted<PageCheck.Page> accepted
                ? accepted.content().html().length()
                : 0;
    }

    private FeedItem<P> prepared(FeedItem<PageCheck.Page> item) {
        if (item instanceof FeedItem.Accepted<PageCheck.Page> accepted) {
            return prepared(accepted);
        }
        if (item instanceof FeedItem.Rejected<PageCheck.Page> rejected) {
            return new FeedItem.Rejected<>(
                    rejected.file(),
                    rejected.line(),
                    rejected.accountId(),
                    rejected.field(),
                    rejected.reason(),
                    rejected.otherAccountId());
        }
        var end = (FeedItem.EndOfFile<PageCheck.Page>) item;
        return new FeedItem.EndOfFile<>(end.file(), end.records(), end.problem());
    }

    private FeedItem<P> prepared(FeedItem.Accepted<PageCheck.Page> item) {
        PageCheck.Page page = item.content();
        try {
            P content = prepare.apply(new PageRecord(
                    item.file(),
                    item.line(),
                    page.accountId(),
                    page.url(),
                    page.fetchedAt(),
                    page.status(),
                    page.headers(),
                    page.html().read()));
            return new FeedItem.Accepted<>(item.file(), item.line(), item.accountId(), content, item.problems());
        } catch (RecordRejected e) {
            return new FeedItem.Rejected<>(item.file(), item.line(), item.accountId(), e.field(), e.reason());
        }
    }

    @Override
    public void close() {
        records.close();
    }
}
