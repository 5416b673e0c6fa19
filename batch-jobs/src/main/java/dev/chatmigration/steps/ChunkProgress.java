package dev.chatmigration.steps;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;

/** Tells the progress display about each finished chunk of a step. */
public class ChunkProgress<I, O> implements ChunkListener<I, O>, StepExecutionListener {
    private final StepProgress progress;
    private @Nullable StepExecution step;
    private long done;

    public ChunkProgress(StepProgress progress) {
        this.progress = progress;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        step = stepExecution;
        done = 0;
    }

    @Override
    public void afterChunk(Chunk<O> chunk) {
        done += chunk.size();
        if (step != null) {
            var context = step.getExecutionContext();
            Long total = context.containsKey(StepProgress.TOTAL) ? context.getLong(StepProgress.TOTAL) : null;
            progress.report(step.getStepName(), done, total);
        }
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution stepExecution) {
        progress.ended(stepExecution.getStepName(), done);
        return null;
    }
}
