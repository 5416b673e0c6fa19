package dev.chatmigration.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.database.TestDatabase;
import dev.chatmigration.database.TestMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.transaction.PlatformTransactionManager;

/** Pages flow through a step of another package; here one that books all of them as stored. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PageFeedTest {
    private static final int BREAK = 500;

    private final TestMigration migration;
    private final FeedDirectory feed;
    private final List<PageRecord> pages = new ArrayList<>();
    private boolean broken;
    private boolean forgetful;

    PageFeedTest(TestDatabase database, @TempDir Path directory) throws IOException {
        migration = TestMigration.on(database);
        feed = new FeedDirectory(Files.createDirectory(directory.resolve("feed")));
    }

    @AfterEach
    void close() {
        migration.close();
    }

    @Test
    void pagesAreReadFromLinesAndFromFilesBesideThem() throws Exception {
        Files.createDirectory(feed.path().resolve("html"));
        feed.with("html/b.html", "\u00e9 <script>");
        feed.with("../secret.html", "secret");
        Files.createSymbolicLink(
                feed.path().resolve("html/link.html"), feed.path().resolve("../secret.html"));
        feed.with("site_pages.ndjson", """
                {"page":{"account_id":1,"url":"https://a.example/","fetched_at":"2026-11-20T10:00:00Z","status":200,"headers":{"Content-Security-Policy":["default-src 'self'","img-src *"],"Server":"x","Odd":[7]},"html":""}}""", """
                {"account_id":1,"url":"https://b.example/","html_file":"html/b.html"}""");
        feed.with(
                "site_pages-2.ndjson",
                page("\"url\":\"https://c.example/\",\"html_file\":\"../secret.html\""),
                page("\"url\":\"https://c.example/\",\"html_file\":\"html/link.html\""),
                page("\"url\":\"https://c.example/\",\"html_file\":\""
                        + feed.path().resolve("html/b.html") + "\""),
                page("\"url\":\"https://c.example/\",\"html_file\":\"none.html\""),
                page("\"url\":\"https://c.example/\",\"html_file\":\"html\""),
                page("\"url\":\"https://c.example/\",\"html_file\":\"a\\u0000b\""),
                page("\"url\":\"https://c.example/\""),
                page("\"url\":\"https://c.example/\",\"html\":5"),
                page("\"html\":\"x\""),
                page("\"url\":\"https://c.example/\\n\",\"html\":\"x\""),
                page("\"url\":\"" + "x".repeat(2001) + "\",\"html\":\"x\""));

        assertThat(run()).isEqualTo(BatchStatus.COMPLETED);

        assertThat(pages)
                .containsExactly(
                        new PageRecord(
                                "site_pages.ndjson",
                                1,
                                1,
                                "https://a.example/",
                                Instant.parse("2026-11-20T10:00:00Z"),
                                200,
                                Map.of(
                                        "Content-Security-Policy",
                                        List.of("default-src 'self'", "img-src *"),
                                        "Server",
                                        List.of("x")),
                                ""),
                        new PageRecord(
                                "site_pages.ndjson",
                                2,
                                1,
                                "https://b.example/",
                                null,
                                null,
                                Map.of(),
                                "\u00e9 <script>\n"));
        assertThat(totals())
                .containsExactly(
                        new FileTotals("site_pages-2.ndjson", 11, 0, 0, 11, null),
                        new FileTotals("site_pages.ndjson", 2, 2, 0, 0, null));
        List<Reject> rejects = new ArrayList<>();
        migration.bean(Rejects.class).each(1, rejects::add);
        assertThat(rejects)
                .extracting(Reject::field)
                .containsExactly(
                        "html_file",
                        "html_file",
                        "html_file",
                        "html_file",
                        "html_file",
                        "html_file",
                        "html",
                        "html",
                        "url",
                        "url",
                        "url",
                        "headers.Odd");
        assertThat(rejects.toString()).doesNotContain("secret>");
    }

    @Test
    void aStepThatStopsGoesOnBehindTheLastChunkAndCountsNothingTwice() throws Exception {
        String[] lines = new String[1_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i % 5 == 4 ? "{" : page("\"url\":\"https://a.example/" + i + "\",\"html\":\"x\"");
        }
        feed.with("site_pages.ndjson", lines);
        broken = true;
        assertThat(run()).isEqualTo(BatchStatus.FAILED);
        assertThat(pages).isNotEmpty();
        broken = false;

        assertThat(run()).isEqualTo(BatchStatus.COMPLETED);

        assertThat(totals()).containsExactly(new FileTotals("site_pages.ndjson", 1_000, 800, 0, 200, null));
        assertThat(migration.bean(Rejects.class).count(1)).isEqualTo(200);
        assertThat(pages).extracting(PageRecord::line).doesNotHaveDuplicates().hasSize(800);
    }

    @Test
    void aStepThatForgetsAPageFails() throws Exception {
        feed.with("site_pages.ndjson", page("\"url\":\"https://a.example/\",\"html\":\"x\""));
        forgetful = true;

        assertThat(run()).isEqualTo(BatchStatus.FAILED);
    }

    private BatchStatus run() throws Exception {
        JobRepository repository = migration.bean(JobRepository.class);
        var step = new StepBuilder("pages", repository)
                .<List<PageRecord>, List<PageRecord>>chunk(1)
                .transactionManager(migration.bean(PlatformTransactionManager.class))
                .reader(migration.bean(PageFeed.class).reader(feed.path(), 1, pages -> pages))
                .writer(this::write)
                .build();
        Job job = new JobBuilder("pages", repository).start(step).build();
        return migration
                .bean(JobOperator.class)
                .start(
                        job,
                        new JobParametersBuilder()
                                .addString("night", "2026-12-01")
                                .toJobParameters())
                .getStatus();
    }

    private void write(Chunk<? extends List<PageRecord>> chunk) {
        ImportRecorder.Booking booking = migration.bean(ImportRecorder.class).book(1);
        for (List<PageRecord> bundle : chunk) {
            for (PageRecord page : bundle) {
                if (broken && page.line() > BREAK) {
                    throw new IllegalStateException("broken");
                }
                if (!forgetful) {
                    booking.stored(page);
                }
            }
            pages.addAll(bundle);
        }
        booking.write();
    }

    private List<FileTotals> totals() {
        return migration.bean(ImportTotals.class).of(1);
    }

    private static String page(String fields) {
        return "{\"account_id\":1," + fields + "}";
    }
}
