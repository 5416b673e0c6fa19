package dev.chatmigration.domain.notification;

import dev.chatmigration.domain.scheduling.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** On which days before an upgrade administrators with open tasks are reminded of them. */
public final class ReminderDays {
    private static final List<Integer> DAYS_BEFORE = List.of(14, 7, 3, 1);

    private ReminderDays() {}

    /**
     * One reminder.
     *
     * @param daysBefore the day of the slot, on its own clock
     * @param at when the hours of that day begin
     */
    public record Due(int daysBefore, Instant at) {}

    /**
     * The reminders of a slot, the earliest first. Who has just read of the date need not be reminded of it: those of the
     * same day, of the day after it and of days that are over are left out.
     *
     * @param announcedAt when the administrators are told of the slot
     */
    public static List<Due> of(Slot slot, Instant announcedAt, ReadingHours hours) {
        LocalDate read = LocalDate.ofInstant(hours.firstFrom(announcedAt, slot.zone()), slot.zone());
        return DAYS_BEFORE.stream()
                .filter(days -> dayBefore(slot, days).isAfter(read.plusDays(1)))
                .map(days -> new Due(days, hours.start(dayBefore(slot, days), slot.zone())))
                .toList();
    }

    /**
     * How many days are left when a reminder is read; 0 on the day of the slot, less where that is over.
     *
     * @param readAt within the reader's hours
     */
    public static int left(Slot slot, Instant readAt) {
        return Math.toIntExact(ChronoUnit.DAYS.between(
                LocalDate.ofInstant(readAt, slot.zone()), slot.local().toLocalDate()));
    }

    /**
     * Whether a reminder that is late would be read on the day of the next one or after it.
     *
     * @param daysBefore those of the reminder
     * @param left how many are left when it is read
     */
    public static boolean isOvertaken(int daysBefore, int left) {
        return DAYS_BEFORE.stream().anyMatch(next -> next < daysBefore && next >= left);
    }

    private static LocalDate dayBefore(Slot slot, int days) {
        return slot.local().toLocalDate().minusDays(days);
    }
}
