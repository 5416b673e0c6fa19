package dev.chatmigration.domain.scheduling;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.CpuTime;
import dev.chatmigration.domain.account.BusinessHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SlotSearchTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
    private static final SlotOccupancy NOBODY = start -> 0;

    /** A Monday; 21 days later it is Monday, 25 January 2027. */
    private static final LocalDate NIGHT = LocalDate.of(2027, 1, 4);

    @Nested
    class TheNotice {
        @Test
        void is21DaysFromTheNightOnTheAccountsClock() {
            assertThat(earliest(in("Europe/Paris"), NIGHT)).isEqualTo(at("2027-01-25T00:00"));
        }

        @Test
        void isReadOnTheAccountsClockEastAndWest() {
            assertThat(slot(in("Pacific/Auckland"), NIGHT).start()).isEqualTo(Instant.parse("2027-01-24T11:00:00Z"));
            assertThat(slot(in("America/Los_Angeles"), NIGHT).start()).isEqualTo(Instant.parse("2027-01-25T08:00:00Z"));
        }

        @Test
        void isLongerWhereTheAccountAsksForALaterDate() {
            assertThat(earliest(in("Europe/Paris").notBefore("2027-03-01"), NIGHT))
                    .isEqualTo(at("2027-03-01T00:00"));
        }

        @Test
        void isNotShorterWhereTheAccountAsksForAnEarlierDate() {
            assertThat(earliest(in("Europe/Paris").notBefore("2027-01-10"), NIGHT))
                    .isEqualTo(at("2027-01-25T00:00"));
        }

        @Test
        void leavesNothingWhereTheAccountAsksForTheEndOfTime() {
            assertThat(whyNone(in("UTC").notBefore("+999999999-12-31"), NIGHT))
                    .isEqualTo("The account asks not to be moved before +999999999-12-31.");
        }
    }

    @Nested
    class TheHour {
        @Test
        void isFullOnAClockThatIsHalfAnHourOff() {
            assertThat(slot(in("Asia/Kolkata"), NIGHT))
                    .isEqualTo(new Slot(
                            Instant.parse("2027-01-24T18:30:00Z"), at("2027-01-25T00:00"), ZoneId.of("Asia/Kolkata")));
        }

        @Test
        void isFullOnAClockThatIsThreeQuartersOff() {
            assertThat(slot(in("Asia/Kathmandu"), NIGHT).start()).isEqualTo(Instant.parse("2027-01-24T18:15:00Z"));
        }

        @Test
        void isNeverOneThatTheClockJumpsOver() {
            var wish = in("Europe/Paris").preferring(SUNDAY).preferring("02:00");
            assertThat(earliest(wish, LocalDate.of(2027, 3, 7))).isEqualTo(at("2027-04-04T02:00"));
        }

        @Test
        void mayBeTheOneBeforeTheJump() {
            var wish = in("Europe/Paris").preferring(SUNDAY).preferring("01:00");
            assertThat(earliest(wish, LocalDate.of(2027, 3, 7))).isEqualTo(at("2027-03-28T01:00"));
        }

        @Test
        void isNeverOneThatTheClockShowsTwice() {
            var wish = in("Europe/Paris").preferring(SUNDAY).preferring("02:00");
            assertThat(earliest(wish, LocalDate.of(2027, 10, 10))).isEqualTo(at("2027-11-07T02:00"));
        }

        @Test
        void isNeverOneThatLordHowesClockJumpsOverByHalf() {
            var wish = in("Australia/Lord_Howe").preferring(SUNDAY).preferring("02:00");
            assertThat(earliest(wish, LocalDate.of(2027, 9, 12))).isEqualTo(at("2027-10-10T02:00"));
        }

        @Test
        void mayBeOneWhoseStartLordHowesClockShowsOnce() {
            var wish = in("Australia/Lord_Howe").preferring(SUNDAY).preferring("01:00");
            assertThat(earliest(wish, LocalDate.of(2027, 3, 14))).isEqualTo(at("2027-04-04T01:00"));
        }

        @Test
        void isNotMidnightOnTheDayThatCairoBeginsAtOne() {
            assertThat(earliest(in("Africa/Cairo"), LocalDate.of(2027, 4, 9))).isEqualTo(at("2027-04-30T01:00"));
        }

        @Test
        void isNotElevenOnTheEveningThatCairoHasItTwice() {
            var wish = in("Africa/Cairo").preferring(THURSDAY).preferring("23:00");
            assertThat(earliest(wish, LocalDate.of(2027, 10, 7))).isEqualTo(at("2027-11-04T23:00"));
        }

        @Test
        void isNeverOnADateThatApiaDidNotHave() {
            assertThat(slot(in("Pacific/Apia"), LocalDate.of(2011, 12, 9)))
                    .isEqualTo(new Slot(
                            Instant.parse("2011-12-30T10:00:00Z"), at("2011-12-31T00:00"), ZoneId.of("Pacific/Apia")));
        }
    }

    @Nested
    class BusinessHoursOfTheAccount {
        @Test
        void areMondayToFridayFrom8To19WhereItDoesNotSay() {
            assertThat(earliest(in("UTC").preferring("07:00"), NIGHT)).isEqualTo(at("2027-01-25T07:00"));
            assertThat(earliest(in("UTC").preferring("08:00"), NIGHT)).isEqualTo(at("2027-01-30T08:00"));
            assertThat(earliest(in("UTC").preferring("18:00"), NIGHT)).isEqualTo(at("2027-01-30T18:00"));
            assertThat(earliest(in("UTC").preferring("19:00"), NIGHT)).isEqualTo(at("2027-01-25T19:00"));
        }

        @Test
        void areTouchedByTheHourInWhichTheyBegin() {
            var wish = in("UTC").working(EVERY_DAY, "08:30", "19:00");
            assertThat(earliest(wish.preferring("08:00"), NIGHT)).isEqualTo(at("2027-01-25T00:00"));
            assertThat(earliest(wish.preferring("07:00"), NIGHT)).isEqualTo(at("2027-01-25T07:00"));
        }

        @Test
        void areTouchedByTheHourInWhichTheyEnd() {
            assertThat(earliest(in("UTC").working(EVERY_DAY, "00:00", "18:15"), NIGHT))
                    .isEqualTo(at("2027-01-25T19:00"));
        }

        @Test
        void mayEndAtMidnight() {
            assertThat(earliest(in("UTC").working(EVERY_DAY, "08:00", "00:00"), NIGHT))
                    .isEqualTo(at("2027-01-25T00:00"));
        }

        @Test
        void mayReachIntoTheNextDay() {
            var nights = in("UTC").working(EVERY_DAY, "22:00", "06:00");
            assertThat(earliest(nights, NIGHT)).isEqualTo(at("2027-01-25T06:00"));
        }

        @Test
        void reachIntoADayThatIsNotListed() {
            var fridayNight =
                    in("UTC").working(Set.of(FRIDAY), "22:00", "06:00").notBefore("2027-01-30");
            assertThat(earliest(fridayNight, NIGHT)).isEqualTo(at("2027-01-30T06:00"));
        }

        @Test
        void doNotReachIntoADayFromOneThatIsNotListed() {
            var mondayNight = in("UTC").working(Set.of(MONDAY), "22:00", "06:00");
            assertThat(earliest(mondayNight, NIGHT)).isEqualTo(at("2027-01-25T00:00"));
        }

        @Test
        void fillTheListedDaysWhereTheyEndAsTheyBegin() {
            assertThat(earliest(in("UTC").working(Set.of(MONDAY), "09:00", "09:00"), NIGHT))
                    .isEqualTo(at("2027-01-26T00:00"));
        }

        @Test
        void leaveNothingWhereTheyNeverEnd() {
            assertThat(whyNone(in("UTC").working(EVERY_DAY, "00:00", "00:00"), NIGHT))
                    .isEqualTo("The business hours leave no full hour of the week free.");
        }

        @Test
        void leaveNothingWhereTheGapIsShorterThanAnHour() {
            assertThat(whyNone(in("UTC").working(EVERY_DAY, "08:30", "08:00"), NIGHT))
                    .isEqualTo("The business hours leave no full hour of the week free.");
        }

        @Test
        void leaveEverythingWhereNoDayIsListed() {
            assertThat(earliest(in("UTC").working(Set.of(), "08:00", "19:00").preferring("12:00"), NIGHT))
                    .isEqualTo(at("2027-01-25T12:00"));
        }
    }

    @Nested
    class Preferences {
        private final Wish saturdayAtTen = in("UTC").preferring(SATURDAY).preferring("22:00");

        @Test
        void areBothFollowedWhereBothFit() {
            assertThat(earliest(saturdayAtTen, NIGHT)).isEqualTo(at("2027-01-30T22:00"));
        }

        @Test
        void areBothFollowedLateRatherThanOneSoon() {
            assertThat(earliest(
                            saturdayAtTen,
                            NIGHT,
                            fullOn(start ->
                                    start.isBefore(Instant.parse("2027-12-01T00:00:00Z")) && hour(start) == 22)))
                    .isEqualTo(at("2027-12-04T22:00"));
        }

        @Test
        void areFollowedInTheDayWhereTheTimeNeverFits() {
            assertThat(earliest(saturdayAtTen, NIGHT, fullOn(start -> hour(start) == 22)))
                    .isEqualTo(at("2027-01-30T00:00"));
        }

        @Test
        void areFollowedInTheTimeWhereTheDayNeverFits() {
            assertThat(earliest(saturdayAtTen, NIGHT, fullOn(start -> day(start) == SATURDAY)))
                    .isEqualTo(at("2027-01-25T22:00"));
        }

        @Test
        void giveWayWhereNeitherEverFits() {
            assertThat(earliest(saturdayAtTen, NIGHT, fullOn(start -> day(start) == SATURDAY || hour(start) == 22)))
                    .isEqualTo(at("2027-01-25T00:00"));
        }

        @Test
        void mayNameSeveralDays() {
            assertThat(earliest(in("UTC").preferring(WEDNESDAY, SATURDAY), NIGHT))
                    .isEqualTo(at("2027-01-27T00:00"));
        }

        @Test
        void mayNameTheTimeAlone() {
            assertThat(earliest(in("UTC").preferring("05:00"), NIGHT)).isEqualTo(at("2027-01-25T05:00"));
        }

        @Test
        void forATimeThatIsNoFullHourFitNowhere() {
            assertThat(earliest(in("UTC").preferring("22:30"), NIGHT)).isEqualTo(earliest(in("UTC"), NIGHT));
        }

        @Test
        void doNotOverruleBusinessHours() {
            assertThat(earliest(in("UTC").preferring(MONDAY).preferring("10:00"), NIGHT))
                    .isEqualTo(at("2027-01-25T00:00"));
        }

        @Test
        void giveWayAfter366Dates() {
            var lastDate = Instant.parse("2028-01-25T00:00:00Z");
            assertThat(earliest(
                            in("UTC").preferring("22:00"),
                            NIGHT,
                            fullOn(start -> hour(start) == 22 && start.isBefore(lastDate))))
                    .isEqualTo(at("2028-01-25T22:00"));
            assertThat(earliest(
                            in("UTC").preferring("22:00"),
                            NIGHT,
                            fullOn(start -> hour(start) == 22 && start.isBefore(lastDate.plus(Duration.ofDays(1))))))
                    .isEqualTo(at("2027-01-25T00:00"));
        }
    }

    @Nested
    class Capacity {
        @Test
        void takesTheFiftiethAccountAndNotTheNext() {
            assertThat(earliest(in("UTC"), NIGHT, start -> 49)).isEqualTo(at("2027-01-25T00:00"));
            assertThat(earliest(
                            in("UTC"), NIGHT, start -> start.equals(Instant.parse("2027-01-25T00:00:00Z")) ? 50 : 0))
                    .isEqualTo(at("2027-01-25T01:00"));
        }

        @Test
        void isSharedByZonesThatMeetAtOneInstant() {
            var taken = Instant.parse("2027-01-25T00:00:00Z");
            assertThat(earliest(in("Europe/Paris").preferring("01:00"), NIGHT, start -> start.equals(taken) ? 50 : 0))
                    .isEqualTo(at("2027-01-26T01:00"));
        }

        @Test
        void leavesNothingWhereEveryHourIsFull() {
            assertThat(whyNone(in("UTC"), NIGHT, new SlotSearch(SchedulingPolicy.DEFAULT), start -> 50))
                    .isEqualTo("No full hour outside business hours is free from 2027-01-25 to 2028-01-25: "
                            + "5902 full, 0 on freeze dates, 0 outside staffed hours.");
        }

        @Test
        void isFoundForTenThousandWhoAskAtOnceFiftyAnHour() {
            var taken = CpuTime.within(Duration.ofSeconds(5), () -> takenBy(10_000));

            assertThat(taken)
                    .hasSize(200)
                    .allSatisfy((start, used) -> assertThat(used).isEqualTo(50));
        }

        private Map<Instant, Integer> takenBy(int accounts) {
            var taken = new HashMap<Instant, Integer>();
            for (int account = 0; account < accounts; account++) {
                var slot = slot(in("Europe/Paris"), NIGHT, start -> taken.getOrDefault(start, 0));
                taken.merge(slot.start(), 1, Integer::sum);
            }
            return taken;
        }
    }

    @Nested
    class FreezeDatesOfOurs {
        private final SlotSearch search = search(null, new FreezeDates(date("2027-01-25"), date("2027-01-27")));

        @Test
        void areLeftOutWithTheirLastDate() {
            assertThat(found(search, in("UTC"), NIGHT, NOBODY).local()).isEqualTo(at("2027-01-28T00:00"));
        }

        @Test
        void areReadInUtcToo() {
            assertThat(found(search, in("Europe/Paris"), NIGHT, NOBODY).local()).isEqualTo(at("2027-01-28T01:00"));
        }

        @Test
        void areReadOnTheAccountsClockToo() {
            assertThat(found(search, in("America/New_York"), NIGHT, NOBODY).local())
                    .isEqualTo(at("2027-01-28T00:00"));
        }
    }

    @Nested
    class StaffedHoursOfOurs {
        private final Set<DayOfWeek> workingDays = EnumSet.range(MONDAY, FRIDAY);

        @Test
        void holdTheWholeHour() {
            var search = search(staffed(workingDays, "09:30", "17:00", "UTC"));
            assertThat(found(search, in("Asia/Tokyo"), NIGHT, NOBODY).local()).isEqualTo(at("2027-01-25T19:00"));
            assertThat(found(search, in("Asia/Tokyo").preferring("01:00"), NIGHT, NOBODY)
                            .local())
                    .isEqualTo(at("2027-01-26T01:00"));
            assertThat(found(search, in("Asia/Tokyo").preferring("02:00"), NIGHT, NOBODY)
                            .local())
                    .as("02:00 in Tokyo is 17:00 for us, too late")
                    .isEqualTo(at("2027-01-25T19:00"));
        }

        @Test
        void areReadOnTheirOwnClockInSummerAndWinter() {
            var search = search(staffed(EVERY_DAY, "20:00", "21:00", "Europe/Paris"));
            var wish = in("UTC");
            assertThat(found(search, wish, NIGHT, NOBODY).local()).isEqualTo(at("2027-01-25T19:00"));
            assertThat(found(search, wish.notBefore("2027-07-03"), NIGHT, NOBODY)
                            .local())
                    .isEqualTo(at("2027-07-03T18:00"));
        }

        @Test
        void mayReachPastMidnight() {
            var search = search(staffed(Set.of(FRIDAY), "22:00", "02:00", "UTC"));
            assertThat(found(search, in("UTC").preferring("01:00"), NIGHT, NOBODY)
                            .local())
                    .isEqualTo(at("2027-01-30T01:00"));
            assertThat(found(search, in("UTC").preferring("02:00"), NIGHT, NOBODY)
                            .local())
                    .isEqualTo(at("2027-01-29T22:00"));
        }

        @Test
        void joinWhereOneShiftFollowsTheOther() {
            var search = search(staffed(EVERY_DAY, "00:00", "00:00", "UTC"));
            assertThat(found(search, in("Asia/Kolkata").preferring("05:00"), NIGHT, NOBODY)
                            .local())
                    .as("23:30 to 00:30 for us")
                    .isEqualTo(at("2027-01-25T05:00"));
        }

        @Test
        void leaveNothingWhereTheyLieWithinBusinessHours() {
            var search = search(staffed(workingDays, "09:00", "17:00", "UTC"));
            assertThat(whyNone(in("UTC"), NIGHT, search, NOBODY))
                    .isEqualTo("No full hour outside business hours is free from 2027-01-25 to 2028-01-25: "
                            + "0 full, 0 on freeze dates, 5902 outside staffed hours.");
        }
    }

    // The words of these tests.

    /** A wish under construction. */
    private record Wish(SlotWish value) {
        Wish notBefore(String date) {
            return new Wish(new SlotWish(
                    1,
                    value.zone(),
                    value.businessHours(),
                    date(date),
                    value.preferredDays(),
                    value.preferredLocalTime()));
        }

        Wish preferring(DayOfWeek... days) {
            return new Wish(new SlotWish(
                    1,
                    value.zone(),
                    value.businessHours(),
                    value.notBefore(),
                    Set.of(days),
                    value.preferredLocalTime()));
        }

        Wish preferring(String time) {
            return new Wish(new SlotWish(
                    1,
                    value.zone(),
                    value.businessHours(),
                    value.notBefore(),
                    value.preferredDays(),
                    LocalTime.parse(time)));
        }

        Wish working(Set<DayOfWeek> days, String from, String to) {
            var hours = new BusinessHours(days, LocalTime.parse(from), LocalTime.parse(to));
            return new Wish(new SlotWish(
                    1, value.zone(), hours, value.notBefore(), value.preferredDays(), value.preferredLocalTime()));
        }
    }

    private static Wish in(String zone) {
        return new Wish(new SlotWish(1, ZoneId.of(zone), null, null, Set.of(), null));
    }

    private static SlotSearch search(@Nullable StaffedHours staffed, FreezeDates... freeze) {
        return new SlotSearch(new SchedulingPolicy(21, 50, 2, staffed, List.of(freeze), Duration.ofHours(2)));
    }

    private static StaffedHours staffed(Set<DayOfWeek> days, String from, String to, String zone) {
        return new StaffedHours(days, LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
    }

    private static LocalDateTime earliest(Wish wish, LocalDate night) {
        return slot(wish, night).local();
    }

    private static LocalDateTime earliest(Wish wish, LocalDate night, SlotOccupancy occupancy) {
        return slot(wish, night, occupancy).local();
    }

    private static Slot slot(Wish wish, LocalDate night) {
        return slot(wish, night, NOBODY);
    }

    private static Slot slot(Wish wish, LocalDate night, SlotOccupancy occupancy) {
        return found(new SlotSearch(SchedulingPolicy.DEFAULT), wish, night, occupancy);
    }

    private static Slot found(SlotSearch search, Wish wish, LocalDate night, SlotOccupancy occupancy) {
        return ((SlotDecision.Found) search.earliest(wish.value(), night, occupancy)).slot();
    }

    private static String whyNone(Wish wish, LocalDate night) {
        return whyNone(wish, night, new SlotSearch(SchedulingPolicy.DEFAULT), NOBODY);
    }

    private static String whyNone(Wish wish, LocalDate night, SlotSearch search, SlotOccupancy occupancy) {
        return ((SlotDecision.NoneFits) search.earliest(wish.value(), night, occupancy)).reason();
    }

    private static SlotOccupancy fullOn(Predicate<Instant> full) {
        return start -> full.test(start) ? 50 : 0;
    }

    private static int hour(Instant start) {
        return start.atZone(ZoneId.of("UTC")).getHour();
    }

    private static DayOfWeek day(Instant start) {
        return start.atZone(ZoneId.of("UTC")).getDayOfWeek();
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }

    private static LocalDateTime at(String local) {
        return LocalDateTime.parse(local);
    }
}
