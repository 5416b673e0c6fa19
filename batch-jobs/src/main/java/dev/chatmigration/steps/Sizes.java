package dev.chatmigration.steps;

import dev.chatmigration.domain.brake.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

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
        LongSupplier whole) {
    private static final String BY_DAY = """
            SELECT d.utc_day, COUNT(*) AS size
              FROM (SELECT FLOOR(EXTRACT(EPOCH FROM e.at) / 86400) AS utc_day FROM (%s) e) d
             GROUP BY d.utc_day
            """;

    /**
     * Counts by UTC day.
     *
     * @param sql takes {@code :from} and answers the column {@code at} of everything that was done since
     */
    public static Map<LocalDate, Long> byDay(JdbcClient jdbc, String sql, Instant from) {
        Map<LocalDate, Long> days = new HashMap<>();
        jdbc.sql(BY_DAY.formatted(sql))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    days.put(LocalDate.ofEpochDay(row.getLong("utc_day")), row.getLong("size"));
                });
        return days;
    }
}
