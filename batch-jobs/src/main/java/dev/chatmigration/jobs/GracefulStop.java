package dev.chatmigration.jobs;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * On SIGTERM a running job ends with the chunk at hand, so that the next run goes on from there. Spring Batch's own stop
 * writes the step's row while the step is still running and can leave it in a state that cannot be restarted; marking the
 * execution is enough, the step sees the mark at its next commit.
 */
@Component
class GracefulStop implements SmartLifecycle, JobExecutionListener {
    /** Below the time after which supervisors kill. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JobRepository repository;
    private final Set<Long> active = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private volatile boolean stopping;
    private volatile CountDownLatch ended = new CountDownLatch(0);

    GracefulStop(JobRepository repository) {
        this.repository = repository;
    }

    @Override
    public void beforeJob(JobExecution execution) {
        synchronized (active) {
            active.add(execution.getId());
            ended = new CountDownLatch(active.size());
        }
        if (stopping) {
            mark(execution, repository);
        }
    }

    @Override
    public void afterJob(JobExecution execution) {
        synchronized (active) {
            active.remove(execution.getId());
            ended.countDown();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the connection pool closes. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** Asks all jobs of this process to end with the chunk at hand; whichever begins from now on ends at its first step. */
    void stopAll() {
        stopping = true;
        for (Long id : active) {
            JobExecution execution = repository.getJobExecution(id);
            if (execution != null) {
                mark(execution, repository);
            }
        }
    }

    /** Asks a running job, of whichever process, to end with the chunk at hand. */
    static void mark(JobExecution execution, JobRepository repository) {
        if (execution.getStatus() == BatchStatus.STARTED) {
            execution.setStatus(BatchStatus.STOPPING);
            repository.update(execution);
        }
    }

    @Override
    public void stop() {
        running = false;
        stopAll();
        try {
            ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
