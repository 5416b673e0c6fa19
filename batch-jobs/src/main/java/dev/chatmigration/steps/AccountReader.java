package dev.chatmigration.steps;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads account ids page by page; a restarted step goes on after the last id whose chunk was committed. A partition
 * begins behind an id and ends with one, as its execution context says.
 */
class AccountReader implements ItemStreamReader<Long>, StepExecutionListener {
    private static final String LAST = "account.last";
    private static final String UP_TO = "account.upTo";

    private final AccountSource source;
    private final int pageSize;
    private final Queue<Long> page = new ArrayDeque<>();
    private @Nullable Night night;
    private @Nullable Long last;
    private long upTo;
    private boolean exhausted;

    AccountReader(AccountSource source, int pageSize) {
        this.source = source;
        this.pageSize = pageSize;
    }

    /**
     * What a partition begins with.
     *
     * @param after the id that it begins behind; null for the lowest one
     * @param upTo the id that it ends with; null for the highest one
     */
    static ExecutionContext partition(@Nullable Long after, @Nullable Long upTo) {
        ExecutionContext context = new ExecutionContext();
        if (after != null) {
            context.putLong(LAST, after);
        }
        if (upTo != null) {
            context.putLong(UP_TO, upTo);
        }
        return context;
    }

    @Override
    public void beforeStep(StepExecution step) {
        night = Night.of(step.getJobParameters());
    }

    @Override
    public void open(ExecutionContext context) {
        page.clear();
        exhausted = false;
        last = context.containsKey(LAST) ? context.getLong(LAST) : null;
        upTo = context.getLong(UP_TO, Long.MAX_VALUE);
    }

    @Override
    public @Nullable Long read() {
        if (page.isEmpty() && !exhausted) {
            if (night == null) {
                throw new IllegalStateException("The reader was not told of its step");
            }
            source.next(night, last, pageSize).stream().filter(id -> id <= upTo).forEach(page::add);
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
