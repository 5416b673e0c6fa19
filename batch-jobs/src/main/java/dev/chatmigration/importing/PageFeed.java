package dev.chatmigration.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.stereotype.Component;

/**
 * The pages of customers' sites, read straight from the feed by the step that looks at them, since pages are large and
 * not ours to keep.
 */
@Component
public class PageFeed {
    private final ImportRecorder recorder;

    PageFeed(ImportRecorder recorder) {
        this.recorder = recorder;
    }

    /**
     * A reader over the {@code site_pages} files, which goes on where a step stopped. It hands out pages in bundles, for
     * chunks of one bundle: many small pages or few large ones, so that no more than {@link PageBundles#MOST_CHARACTERS}
     * of them, or a single page, are in memory at once, and as many again of the next bundle, which the step prepares in
     * the background, and of the one after that, which is read meanwhile. A bundle of nothing but refused lines holds no page.
     *
     * <p>It books every page as read and what it cannot read as rejected, within the transaction of the chunk; the step
     * books each page that it gets as stored, unchanged or rejected, through {@link ImportRecorder}. Where a file is
     * through and its totals do not add up, the step fails.
     *
     * @param feed the feed directory
     * @param run the run that imports it
     * @param prepare what the step makes of the pages of a bundle, one for each in their order, in the background: outside
     *     of the chunk's transaction, while that of the bundle before may not have ended yet
     */
    public <P> ItemStreamReader<List<P>> reader(Path feed, long run, Function<List<PageRecord>, List<P>> prepare) {
        return new Reader<>(feed, run, prepare);
    }

    private final class Reader<P> implements ItemStreamReader<List<P>> {
        private final Path feed;
        private final long run;
        private final Function<List<PageRecord>, List<P>> prepare;
        private ImportRecorder.Booking booking;
        private FeedPosition position = FeedPosition.in(new ExecutionContext());
        private @Nullable ReadAhead<List<FeedItem<P>>> ahead;

        Reader(Path feed, long run, Function<List<PageRecord>, List<P>> prepare) {
            this.feed = feed;
            this.run = run;
            this.prepare = prepare;
            this.booking = recorder.book(run);
        }

        @Override
        public void open(ExecutionContext context) {
            close();
            booking = recorder.book(run);
            position = FeedPosition.in(context);
            ahead = new ReadAhead<>(new PreparedPages<>(new PageBundles(feed, position), prepare));
        }

        @Override
        public @Nullable List<P> read() {
            List<FeedItem<P>> bundle = ahead == null ? List.of() : ahead.next();
            if (bundle.isEmpty()) {
                return null;
            }
            List<P> pages = new ArrayList<>();
            for (FeedItem<P> item : bundle) {
                if (item instanceof FeedItem.Accepted<P> accepted) {
                    booking.read(accepted.file());
                    booking.ignored(accepted.file(), accepted.line(), accepted.accountId(), accepted.problems());
                    pages.add(accepted.content());
                } else if (item instanceof FeedItem.Rejected<P> rejected) {
                    booking.read(rejected.file());
                    booking.rejected(rejected.reject());
                } else if (item instanceof FeedItem.EndOfFile<P> end) {
                    booking.through(end.file(), end.records(), end.problem());
                }
            }
            position = FeedPosition.of(bundle.get(bundle.size() - 1));
            return pages;
        }

        /** Called behind the writer, in the transaction of the chunk: by now the pages of a file that is through are booked. */
        @Override
        public void update(ExecutionContext context) {
            booking.write();
            booking = recorder.book(run);
            position.save(context);
        }

        @Override
        public void close() {
            if (ahead != null) {
                ahead.close();
                ahead = null;
            }
        }
    }
}
