package dev.chatmigration.steps;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which accounts a step goes over, in an order that does not change while it runs. */
public interface AccountSource {
    /**
     * The next ids after {@code last}, at most {@code limit}; empty at the end.
     *
     * @param last the id given before; null at the start
     */
    List<Long> next(Night night, @Nullable Long last, int limit);

    /** How many there are, for the progress display. */
    long count(Night night);

    /**
     * Cuts the ids into ranges of about the same number: where each but the last one ends. Asked again for the same run, the
     * answer is the same.
     */
    default List<Long> ends(int ranges) {
        return List.of();
    }
}
