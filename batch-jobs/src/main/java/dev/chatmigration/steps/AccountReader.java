package dev.chatmigration.steps;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads account ids page by page; a restarted step goes on after the last id whose chunk was committed. */
class AccountReader implements ItemStreamReader<Long>, StepExecutionListener {
    private static final String LAST = "account.last";

    private final AccountSource source;
    private final int pageSize;
    private final Queue<Long> page = new ArrayDeque<>();
    private @Nullable Night night;
    private @Nullable Long last;
    private boolean exhausted;

    AccountReader(AccountSource source, int pageSize) {
        this.source = source;
        this.pageSize = pageSize;
    }

    @Override
    public void beforeStep(StepExecution step) {
        night = Night.of(step.getJobParameters());
        step.getExecutionContext().putLong(StepProgress.TOTAL, source.count(night));
    }

    @Override
    public void open(ExecutionContext context) {
        page.clear();
        exhausted = false;
        last = context.containsKey(LAST) ? context.getLong(LAST) : null;
    }

    @Override
    public @Nullable Long read() {
        if (page.isEmpty() && !exhausted) {
            if (night == null) {
                throw new IllegalStateException("The reader was not told of its step");
            }
            page.addAll(source.next(night, last, pageSize));
            exhausted = page.isEmpty();
        }
        Long id = page.poll();
        if (id != null) {
            last = id;
        }
        return id;
    }

    @Override
    public void update(ExecutionContext context) {
        if (last != null) {
            context.putLong(LAST, last);
        }
    }
}
