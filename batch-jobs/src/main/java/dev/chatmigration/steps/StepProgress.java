package dev.chatmigration.steps;

import org.jspecify.annotations.Nullable;

/** Where a running step reports how far it is; the console shows it, the server ignores it. */
public interface StepProgress {
    /** Key in a step's execution context: how many items there are to do. */
    String TOTAL = "progress.total";

    /**
     * A chunk is done.
     *
     * @param done items of this step finished so far in this process
     * @param total all items, null where nobody knows beforehand
     */
    void report(String step, long done, @Nullable Long total);

    /** The step has ended. */
    void ended(String step, long done);
}
