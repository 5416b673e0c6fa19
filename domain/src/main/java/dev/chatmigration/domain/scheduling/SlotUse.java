package dev.chatmigration.domain.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places taken, counted so that a search passes over a date without asking for each of its hours. */
public final class SlotUse implements SlotOccupancy {
    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final long DAY = Duration.ofDays(1).toSeconds();

    /**
     * Hour by hour of a UTC date, at the same minute: by the second since the epoch of the first of them, since half hours
     * of some clocks lie between the full hours of others.
     */
    private final Map<Long, int[]> used = new HashMap<>();

    /** As many more accounts start at this instant, which is a whole second. */
    public void take(Instant start, int places) {
        long second = start.getEpochSecond();
        int hour = hourOfDay(second);
        used.computeIfAbsent(second - hour * HOUR, first -> new int[QuietHours.HOURS])[hour] += places;
    }

    @Override
    public int used(Instant start) {
        long second = start.getEpochSecond();
        int hour = hourOfDay(second);
        int @Nullable [] day = used.get(second - hour * HOUR);
        return day == null ? 0 : day[hour];
    }

    @Override
    public int full(Instant first, int capacity) {
        long second = first.getEpochSecond();
        int hour = hourOfDay(second);
        long day = second - hour * HOUR;
        return (fullOn(day, capacity) >>> hour | fullOn(day + DAY, capacity) << (QuietHours.HOURS - hour))
                & QuietHours.EVERY_HOUR;
    }

    private int fullOn(long day, int capacity) {
        int @Nullable [] places = used.get(day);
        if (places == null) {
            return 0;
        }
        int full = 0;
        for (int hour = 0; hour < places.length; hour++) {
            if (places[hour] >= capacity) {
                full |= 1 << hour;
            }
        }
        return full;
    }

    private static int hourOfDay(long second) {
        return (int) (Math.floorMod(second, DAY) / HOUR);
    }
}
