package dev.chatmigration.steps;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;

/** Tells the progress display about each finished chunk of a step, in however many partitions it goes. */
public class ChunkProgress<I, O> implements ChunkListener<I, O>, StepExecutionListener {
    private final StepProgress progress;
    private final ToLongFunction<O> size;
    private final AtomicLong done = new AtomicLong();
    private volatile @Nullable StepExecution step;

    /** Of a step whose items are what people count. */
    public ChunkProgress(StepProgress progress) {
        this(progress, item -> 1);
    }

    /** Of a step each of whose items stands for so many of what people count. */
    public ChunkProgress(StepProgress progress, ToLongFunction<O> size) {
        this.progress = progress;
        this.size = size;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        step = stepExecution;
        done.set(0);
    }

    @Override
    public void afterChunk(Chunk<O> chunk) {
        long now = done.addAndGet(chunk.getItems().stream().mapToLong(size).sum());
        StepExecution current = step;
        if (current != null) {
            var context = current.getExecutionContext();
            Long total = context.containsKey(StepProgress.TOTAL) ? context.getLong(StepProgress.TOTAL) : null;
            progress.report(current.getStepName(), now, total);
        }
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution stepExecution) {
        progress.ended(stepExecution.getStepName(), done.get());
        return null;
    }
}
