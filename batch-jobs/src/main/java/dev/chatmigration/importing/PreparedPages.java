package dev.chatmigration.importing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Bundles of pages with what the step makes of them ahead of their chunk, while the next bundle is read.
 *
 * @param <P> what is made of a page
 */
final class PreparedPages<P> implements ReadAhead.Source<List<FeedItem<P>>> {
    private final ReadAhead<List<FeedItem<PageRecord>>> bundles;
    private final Function<List<PageRecord>, List<P>> prepare;

    PreparedPages(PageBundles bundles, Function<List<PageRecord>, List<P>> prepare) {
        this.bundles = new ReadAhead<>(bundles);
        this.prepare = prepare;
    }

    @Override
    public List<FeedItem<P>> next() {
        List<FeedItem<PageRecord>> bundle = bundles.next();
        List<PageRecord> pages = new ArrayList<>();
        for (FeedItem<PageRecord> item : bundle) {
            if (item instanceof FeedItem.Accepted<PageRecord> accepted) {
                pages.add(accepted.content());
            }
        }
        Iterator<P> prepared = prepare.apply(pages).iterator();
        List<FeedItem<P>> items = new ArrayList<>(bundle.size());
        bundle.forEach(item -> items.add(item.with(page -> prepared.next())));
        return items;
    }

    @Override
    public void close() {
        bundles.close();
    }
}
