package dev.chatmigration.pagefetching;

import dev.chatmigration.database.Origin;
import dev.chatmigration.domain.widgetdetection.PageSource;
import dev.chatmigration.pagefetching.FetchOutcome.Fetched;
import dev.chatmigration.pagefetching.FetchOutcome.NotFetched;
import dev.chatmigration.pagefetching.PageFetches.Due;
import dev.chatmigration.pagefetching.PageFetches.Tried;
import dev.chatmigration.pagefetching.PageVisits.Visit;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.settings.MigrationSettings.FetchPages;
import dev.chatmigration.steps.Night;
import dev.chatmigration.steps.StepProgress;
import dev.chatmigration.widgetdetection.AccountPage;
import dev.chatmigration.widgetdetection.DetectWidgets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches the known pages that tonight's feed does not bring, and puts them to the same detection. The network is waited
 * for outside of any transaction; each handful of pages that came is stored in one, together with the fact that they were
 * tried, so that a run taken up again does not ask for them twice. On a simulated clock nothing is fetched.
 */
@Component
class FetchKnownPages implements Tasklet, StepExecutionListener {
    private static final String STEP = "page-fetching";

    private final PageFetches fetches;
    private final DetectWidgets detect;
    private final Origin origin;
    private final FetchPages settings;
    private final StepProgress progress;
    private final TransactionTemplate transaction;
    private @Nullable PageVisits visits;
    private long run;
    private long planned;
    private long done;

    FetchKnownPages(
            PageFetches fetches,
            DetectWidgets detect,
            Origin origin,
            MigrationSettings settings,
            StepProgress progress,
            PlatformTransactionManager transactions) {
        this.fetches = fetches;
        this.detect = detect;
        this.origin = origin;
        this.settings = settings.fetchPages();
        this.progress = progress;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void beforeStep(StepExecution step) {
        run = Night.of(step.getJobParameters()).run();
        done = 0;
        visits = null;
        if (settings.enabled() && !origin.isSimulated()) {
            List<Due> due = fetches.due(run, settings);
            planned = due.size();
            visits = new PageVisits(
                    new PageFetcher(FetchRules.of(settings)), due, settings.hostPause(), settings.timePerNight());
        }
    }

    /** Stores what has come; called again until everything has. */
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws InterruptedException {
        List<Visit> come = visits == null ? List.of() : visits.next();
        if (come.isEmpty()) {
            return RepeatStatus.FINISHED;
        }
        transaction.executeWithoutResult(status -> store(come));
        contribution.incrementWriteCount(come.size());
        done += come.size();
        progress.report(STEP, done, planned);
        return RepeatStatus.CONTINUABLE;
    }

    private void store(List<Visit> come) {
        List<Tried> tried = new ArrayList<>();
        List<AccountPage> pages = new ArrayList<>();
        List<Due> fetched = new ArrayList<>();
        for (Visit visit : come) {
            Due page = visit.page();
            if (visit.outcome() instanceof NotFetched not) {
                tried.add(new Tried(page, not.obstacle().name(), not.cause()));
            } else if (visit.outcome() instanceof Fetched found) {
                pages.add(new AccountPage(page.accountId(), new PageSource(page.url(), found.text(), found.headers())));
                fetched.add(page);
            }
        }
        List<DetectWidgets.Outcome> outcomes = detect.process(pages, run);
        for (int i = 0; i < outcomes.size(); i++) {
            Due page = fetched.get(i);
            tried.add(
                    switch (outcomes.get(i)) {
                        case STORED -> new Tried(page, PageFetches.STORED, null);
                        case NOT_UNDERSTOOD ->
                            new Tried(page, Obstacle.BROKEN.name(), "The widget detection failed on it");
                        case UNCHANGED, UNKNOWN_ACCOUNT, DIFFERS_FROM_THE_FIRST ->
                            new Tried(page, PageFetches.UNCHANGED, null);
                    });
        }
        fetches.save(tried, run);
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        if (visits != null) {
            visits.close();
            visits = null;
        }
        progress.ended(STEP, done);
        return null;
    }

    /** The step of the nightly job. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {
        @Bean
        Step pageFetchingStep(JobRepository repository, FetchKnownPages work) {
            return new StepBuilder(STEP, repository)
                    .tasklet(work, new ResourcelessTransactionManager())
                    .listener(work)
                    .build();
        }
    }
}
