package dev.chatmigration.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Work that needs nothing but processor time, on all cores. */
public final class AllCores {
    /** So few things at once are worked on when one core has run out of them that the others are soon through, too. */
    private static final int PARTS = 64;

    private AllCores() {}

    /**
     * What becomes of each, in their order; throws what the work threw. Whoever is free takes the next few, where a
     * parallel stream hands out quarters on two cores and one of them idles while the other is at the last quarter.
     */
    public static <T, R> List<R> each(List<T> things, Function<T, R> work) {
        int parts = Math.min(things.size(), PARTS);
        List<ForkJoinTask<List<R>>> tasks = IntStream.range(0, parts)
                .mapToObj(part ->
                        task(things.subList(things.size() * part / parts, things.size() * (part + 1) / parts), work))
                .toList();
        List<R> results = new ArrayList<>(things.size());
        ForkJoinTask.invokeAll(tasks).forEach(task -> results.addAll(task.join()));
        return results;
    }

    private static <T, R> ForkJoinTask<List<R>> task(List<T> things, Function<T, R> work) {
        return ForkJoinTask.adapt(() -> {
            List<R> results = new ArrayList<>(things.size());
            things.forEach(thing -> results.add(work.apply(thing)));
            return results;
        });
    }
}
