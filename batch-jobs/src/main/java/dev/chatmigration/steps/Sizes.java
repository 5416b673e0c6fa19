package dev.chatmigration.steps;

import dev.chatmigration.domain.brake.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * How a measure is counted.
 *
 * @param wanted how much a run at this instant wants to do
 * @param byDay how much was done on each UTC day from an instant on; days without any may be left out
 * @param whole how much there could be in all
 */
public record Sizes(
        Measure measure,
        ToLongFunction<Instant> wanted,
        Function<Instant, Map<LocalDate, Long>> byDay,
        LongSupplier whole) {}
