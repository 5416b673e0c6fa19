package dev.chatmigration.importing;

import java.nio.file.Path;
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
     * A reader over the {@code site_pages} files, which goes on where a step stopped. It books every page as read and
     * what it cannot read as rejected, within the transaction of the chunk; the step books each page that it gets as
     * stored, unchanged or rejected, through {@link ImportRecorder}. Where a file is through and its totals do not add
     * up, the step fails.
     *
     * @param feed the feed directory
     * @param run the run that imports it
     */
    public ItemStreamReader<PageRecord> reader(Path feed, long run) {
        return new Reader(feed, run);
    }

    private final class Reader implements ItemStreamReader<PageRecord> {
        private final FeedReader<PageCheck.Page> lines;
        private final long run;
        private ImportRecorder.Booking booking;

        Reader(Path feed, long run) {
            this.lines = new FeedReader<>(
                    () -> new FeedFiles(feed, FeedKind.SITE_PAGES),
                    new RecordParser<>(FeedKind.SITE_PAGES, new PageCheck(feed)));
            this.run = run;
            this.booking = recorder.book(run);
        }

        @Override
        public void open(ExecutionContext context) {
            booking = recorder.book(run);
            lines.open(context);
        }

        @Override
        public @Nullable PageRecord read() {
            for (FeedItem<PageCheck.Page> item = lines.read(); item != null; item = lines.read()) {
                if (item instanceof FeedItem.Accepted<PageCheck.Page> accepted) {
                    booking.read(accepted.file());
                    booking.ignored(accepted.file(), accepted.line(), accepted.accountId(), accepted.problems());
                    return page(accepted);
                }
                if (item instanceof FeedItem.Rejected<PageCheck.Page> rejected) {
                    booking.read(rejected.file());
                    booking.rejected(rejected.reject());
                } else if (item instanceof FeedItem.EndOfFile<PageCheck.Page> end) {
                    booking.through(end.file(), end.records(), end.problem());
                }
            }
            return null;
        }

        private static PageRecord page(FeedItem.Accepted<PageCheck.Page> accepted) {
            PageCheck.Page page = accepted.content();
            return new PageRecord(
                    accepted.file(),
                    accepted.line(),
                    page.accountId(),
                    page.url(),
                    page.fetchedAt(),
                    page.status(),
                    page.headers(),
                    page.html());
        }

        /** Called behind the writer, in the transaction of the chunk: by now the pages of a file that is through are booked. */
        @Override
        public void update(ExecutionContext context) {
            booking.write();
            booking = recorder.book(run);
            lines.update(context);
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
