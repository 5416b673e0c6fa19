package dev.chatmigration.steps;

import java.util.List;

/** What a step does with one chunk of accounts, inside the chunk's transaction. */
@FunctionalInterface
public interface AccountWork {
    void process(Night night, List<Long> accountIds);

    /** The step begins, or is taken up again: what was remembered from an earlier one no longer holds. */
    default void begin(Night night) {}
}
