package dev.chatmigration.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.domain.widgetdetection.PageWidgets;
import dev.chatmigration.domain.widgetdetection.WidgetDetector;
import dev.chatmigration.importing.ImportRecorder;
import dev.chatmigration.importing.LegacyAccounts;
import dev.chatmigration.importing.PageRecord;
import dev.chatmigration.testing.MigrationBench;
import dev.chatmigration.testing.TestFeed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** When pages are looked at, and what becomes of those on which the detector fails, which it never should. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeliveredPagesTest {
    private static final String FINE = "https://fine.example/";
    private static final String POISONED = "https://poisoned.example/";

    private final MigrationBench bench;

    DeliveredPagesTest(TestDatabase database, @TempDir Path directory) {
        bench = MigrationBench.on(database);
        TestFeed feed = new TestFeed(directory);
        feed.account(1);
        bench.nightly(feed, "2026-12-01T01:00:00Z");
    }

    @Test
    void aPageOnWhichTheDetectorFailsIsRejectedAndTheOthersAreStored() {
        process(failingWith(new IllegalStateException("broken rule")), 17);

        assertThat(urls()).containsExactly(FINE);
        assertThat(rejects(17)).singleElement().asString().contains("html", POISONED, "failed");
        assertThat(totals(17)).isEqualTo("1 + 0 + 1");
    }

    @Test
    void aPageThatIsNestedDeeperThanTheStackStopsNothingEither() {
        process(failingWith(new StackOverflowError()), 17);

        assertThat(urls()).containsExactly(FINE);
        assertThat(rejects(17)).hasSize(1);
    }

    @Test
    void whatWasSeenBeforeTheFailureStands() {
        process(new WidgetDetector()::detect, 17);
        process(failingWith(new IllegalStateException("broken rule")), 18);

        assertThat(urls()).containsExactly(FINE, POISONED);
        assertThat(rejects(18)).hasSize(1);
        assertThat(totals(18)).isEqualTo("1 + 0 + 1");
    }

    @Test
    void aPageIsLookedAtOnceAndAheadOfItsTransaction() {
        AtomicInteger looks = new AtomicInteger();
        DeliveredPages pages = pages(counting(looks));

        List<DeliveredPage> delivered = pages.look(records("<p>"), 17);
        assertThat(looks).hasValue(2);
        store(pages, delivered, 17);

        assertThat(looks).hasValue(2);
        assertThat(urls()).containsExactly(FINE, POISONED);
    }

    @Test
    void aPageThatOnlyItsTransactionFindsToBeNewIsLookedAtThere() {
        AtomicInteger looks = new AtomicInteger();
        DeliveredPages pages = pages(counting(looks));
        store(pages, pages.look(records("<p>"), 17), 17);
        looks.set(0);

        List<DeliveredPage> delivered = pages.look(records("<p>"), 18);
        assertThat(looks).as("unchanged").hasValue(0);
        bench.sql()
                .sql("INSERT INTO account_migration (account_id, state, held, revision, moves)"
                        + " VALUES (1, 'UPGRADED', FALSE, 0, 0)")
                .update();
        store(pages, delivered, 18);

        assertThat(looks).hasValue(2);
        assertThat(urls()).as("before and after the upgrade").containsExactly(FINE, FINE, POISONED, POISONED);
    }

    private static Function<PageSource, PageWidgets> counting(AtomicInteger looks) {
        return page -> {
            looks.incrementAndGet();
            return new WidgetDetector().detect(page);
        };
    }

    private static Function<PageSource, PageWidgets> failingWith(Throwable failure) {
        return page -> {
            if (!page.name().equals(POISONED)) {
                return new WidgetDetector().detect(page);
            }
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }

    private void process(Function<PageSource, PageWidgets> detector, long run) {
        DeliveredPages pages = pages(detector);
        store(pages, pages.look(records("<p>" + run), run), run);
    }

    private void store(DeliveredPages pages, List<DeliveredPage> delivered, long run) {
        new TransactionTemplate(bench.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> pages.process(delivered, run));
    }

    private DeliveredPages pages(Function<PageSource, PageWidgets> detector) {
        return new DeliveredPages(
                new DetectWidgets(bench.bean(LegacyAccounts.class), bench.bean(PageVerdicts.class), detector),
                bench.bean(ImportRecorder.class));
    }

    private static List<PageRecord> records(String html) {
        return List.of(record(POISONED, 1, html), record(FINE, 2, html));
    }

    private static PageRecord record(String url, long line, String html) {
        return new PageRecord("site_pages.ndjson", line, 1, url, null, null, Map.of(), html);
    }

    private List<String> urls() {
        return bench.sql()
                .sql("SELECT url FROM page_verdict ORDER BY url")
                .query(String.class)
                .list();
    }

    private List<String> rejects(long run) {
        return bench.sql()
                .sql("SELECT field, reason FROM reject WHERE run_id = :run")
                .param("run", run)
                .query((row, number) -> row.getString(1) + " " + row.getString(2))
                .list();
    }

    private String totals(long run) {
        return bench.sql()
                .sql("SELECT stored, unchanged, rejected FROM import_file WHERE run_id = :run")
                .param("run", run)
                .query((row, number) -> "%d + %d + %d".formatted(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }
}
