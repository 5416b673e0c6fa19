package dev.chatmigration.domain.scheduling;

import java.time.LocalDate;

/**
 * Dates on which no upgrade starts, such as the end of the year.
 *
 * @param first the first such date
 * @param last the last such date, itself included
 */
public record FreezeDates(LocalDate first, LocalDate last) {
    /**
     * Refuses dates that run backwards.
     *
     * @throws IllegalArgumentException if the last date comes before the first
     */
    public FreezeDates {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "Freeze dates end on %s, before they begin on %s".formatted(last, first));
        }
    }

    boolean contain(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }
}
