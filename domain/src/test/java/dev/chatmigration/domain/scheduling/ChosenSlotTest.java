package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.scheduling.ChosenSlot.Accepted;
import dev.chatmigration.domain.scheduling.ChosenSlot.Refused;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChosenSlotTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Slot CURRENT = Slot.at(Instant.parse("2027-04-10T20:00:00Z"), PARIS);
    private static final SlotOccupancy NOBODY = start -> 0;

    /** Monday, 23:30 in UTC and already Tuesday in Paris. */
    private static final Instant NOW = Instant.parse("2027-03-15T23:30:00Z");

    @Nested
    class ByAnAdministrator {
        @Test
        void isAcceptedWithItsInstant() {
            assertThat(administrator("2027-03-25T22:00"))
                    .isEqualTo(new Accepted(
                            new Slot(Instant.parse("2027-03-25T21:00:00Z"), at("2027-03-25T22:00"), PARIS)));
        }

        @Test
        void mayLieInBusinessHours() {
            assertThat(administrator("2027-03-25T10:00")).isInstanceOf(Accepted.class);
        }

        @Test
        void lies3To60DaysAheadOnTheAccountsClock() {
            assertThat(administrator("2027-03-18T23:00"))
                    .isEqualTo(new Refused(
                            "2027-03-18 is not 3 to 60 days ahead; choose a date from 2027-03-19 to 2027-05-15."));
            assertThat(administrator("2027-03-19T00:00")).isInstanceOf(Accepted.class);
            assertThat(administrator("2027-05-15T23:00")).isInstanceOf(Accepted.class);
            assertThat(administrator("2027-05-16T00:00")).isInstanceOf(Refused.class);
        }

        @Test
        void comesUntil24HoursBeforeTheSlotThatItReplaces() {
            var aDayLater = new Slot(NOW.plus(Duration.ofHours(24)), at("2027-03-17T00:30"), PARIS);
            var tooClose = new Slot(NOW.plus(Duration.ofHours(24)).minusNanos(1), at("2027-03-17T00:29"), PARIS);
            assertThat(administrator("2027-03-25T22:00", aDayLater)).isInstanceOf(Accepted.class);
            assertThat(administrator("2027-03-25T22:00", tooClose))
                    .isEqualTo(new Refused("A slot can be moved until 24 hours before it starts."));
        }

        @Test
        void needsASlotToReplace() {
            assertThat(AdministratorMove.check(
                            at("2027-03-25T22:00"), null, PARIS, NOW, SchedulingPolicy.DEFAULT, NOBODY))
                    .isEqualTo(new Refused("The account has no slot that could be moved."));
        }

        @Test
        void isAnotherThanTheCurrentOne() {
            assertThat(administrator("2027-04-10T22:00"))
                    .isEqualTo(new Refused("The account already has the slot of 2027-04-10 22:00."));
        }

        @Test
        void isAFullHour() {
            assertThat(administrator("2027-03-25T22:30"))
                    .isEqualTo(new Refused("2027-03-25 22:30 is not a full hour; upgrades start on the hour."));
            assertThat(administrator("2027-03-25T22:00:01"))
                    .isEqualTo(new Refused("2027-03-25 22:00:01 is not a full hour; upgrades start on the hour."));
        }

        @Test
        void isNoHourThatTheClockJumpsOver() {
            assertThat(administrator("2027-03-28T02:00"))
                    .isEqualTo(new Refused("2027-03-28 02:00 does not exist in Europe/Paris: "
                            + "the clock jumps from 2027-03-28 02:00 to 2027-03-28 03:00."));
        }
    }

    @Nested
    class ByOperations {
        @Test
        void needsNoSlotBefore() {
            assertThat(operations("2027-03-17T22:00", PARIS, SchedulingPolicy.DEFAULT, NOBODY))
                    .isEqualTo(new Accepted(Slot.at(Instant.parse("2027-03-17T21:00:00Z"), PARIS)));
        }

        @Test
        void liesInTheFuture() {
            assertThat(operations("2027-03-16T00:00", PARIS, SchedulingPolicy.DEFAULT, NOBODY))
                    .isEqualTo(new Refused("2027-03-16 00:00 in Europe/Paris is not in the future."));
            assertThat(operations("2027-03-16T01:00", PARIS, SchedulingPolicy.DEFAULT, NOBODY))
                    .isInstanceOf(Accepted.class);
            assertThat(operations("2031-03-16T01:00", PARIS, SchedulingPolicy.DEFAULT, NOBODY))
                    .isInstanceOf(Accepted.class);
        }

        @Test
        void isNoHourThatTheClockShowsTwice() {
            assertThat(operations("2027-10-31T02:00", PARIS, SchedulingPolicy.DEFAULT, NOBODY))
                    .isEqualTo(new Refused("2027-10-31 02:00 happens twice in Europe/Paris: "
                            + "the clock is set back from 2027-10-31 03:00 to 2027-10-31 02:00."));
        }

        @Test
        void isNoMidnightThatCairoSkips() {
            assertThat(operations("2027-04-30T00:00", ZoneId.of("Africa/Cairo"), SchedulingPolicy.DEFAULT, NOBODY))
                    .isEqualTo(new Refused("2027-04-30 00:00 does not exist in Africa/Cairo: "
                            + "the clock jumps from 2027-04-30 00:00 to 2027-04-30 01:00."));
        }

        @Test
        void isNoFullSlot() {
            assertThat(operations("2027-03-17T22:00", PARIS, SchedulingPolicy.DEFAULT, start -> 50))
                    .isEqualTo(new Refused("The slot of 2027-03-17 22:00 in Europe/Paris is full."));
        }

        @Test
        void isNoFreezeDate() {
            var policy = policy(new FreezeDates(LocalDate.of(2027, 3, 17), LocalDate.of(2027, 3, 17)));
            assertThat(operations("2027-03-18T00:00", PARIS, policy, NOBODY))
                    .isEqualTo(new Refused("2027-03-18 00:00 in Europe/Paris is on a freeze date, there or in UTC; "
                            + "no upgrade starts then."));
        }

        @Test
        void liesInStaffedHours() {
            var watch = new StaffedHours(
                    Set.of(DayOfWeek.WEDNESDAY), LocalTime.of(9, 0), LocalTime.of(17, 0), ZoneOffset.UTC);
            var policy = new SchedulingPolicy(21, 50, 2, watch, List.of(), Duration.ofHours(2));
            assertThat(operations("2027-03-17T17:00", PARIS, policy, NOBODY)).isInstanceOf(Accepted.class);
            assertThat(operations("2027-03-17T18:00", PARIS, policy, NOBODY))
                    .isEqualTo(
                            new Refused("2027-03-17 18:00 in Europe/Paris is outside the hours in which upgrades are "
                                    + "watched over."));
        }

        @Test
        void isNoYearThatNobodyCanWriteDown() {
            assertThat(operations("+999999999-12-31T23:00", PARIS, SchedulingPolicy.DEFAULT, NOBODY))
                    .isEqualTo(new Refused("The year 999999999 is out of reach."));
        }
    }

    private static ChosenSlot administrator(String wish) {
        return administrator(wish, CURRENT);
    }

    private static ChosenSlot administrator(String wish, Slot current) {
        return AdministratorMove.check(at(wish), current, PARIS, NOW, SchedulingPolicy.DEFAULT, NOBODY);
    }

    private static ChosenSlot operations(String wish, ZoneId zone, SchedulingPolicy policy, SlotOccupancy occupancy) {
        return OperationsMove.check(at(wish), null, zone, NOW, policy, occupancy);
    }

    private static SchedulingPolicy policy(FreezeDates freeze) {
        return new SchedulingPolicy(21, 50, 2, null, List.of(freeze), Duration.ofHours(2));
    }

    private static LocalDateTime at(String local) {
        return LocalDateTime.parse(local);
    }
}
