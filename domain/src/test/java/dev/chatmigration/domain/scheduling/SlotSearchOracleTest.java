package dev.chatmigration.domain.scheduling;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.account.BusinessHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The search against one that goes through every quarter of an hour of a year and knows nothing of zone rules or
 * intervals: it only asks what the clock on the wall shows, minute by minute.
 */
class SlotSearchOracleTest {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Paris",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "Pacific/Chatham",
            "Antarctica/Troll",
            "America/St_Johns",
            "Asia/Beirut");
    private static final int MINUTES_A_DAY = 24 * 60;

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSearchFindsWhatGoingThroughTheYearFinds(int seed) {
        var random = new Random(seed);
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        // In 2011 Apia skipped a date and St. John's changed its clock a minute past midnight.
        var night = LocalDate.of(random.nextInt(3) == 0 ? 2011 : 2027, 1 + random.nextInt(12), 1 + random.nextInt(28));
        var wish = new SlotWish(
                seed,
                zone,
                random.nextInt(4) == 0 ? null : new BusinessHours(days(random, 5), time(random), time(random)),
                random.nextBoolean() ? null : night.plusDays(random.nextInt(60)),
                random.nextBoolean() ? Set.of() : days(random, 2),
                random.nextBoolean() ? null : time(random));
        var policy = new SchedulingPolicy(21, 50, 2, staffed(random), freeze(random, night), Duration.ofHours(2));
        int fullInTen = random.nextInt(8);
        boolean onlyAroundChangesOfTheClock = random.nextInt(3) == 0;
        SlotOccupancy occupancy = start -> {
            boolean full = (onlyAroundChangesOfTheClock && !clockChangesAround(start, zone))
                    || Math.floorMod(start.hashCode() * 31 + seed, 10) < fullInTen;
            return full ? 50 : 49;
        };

        var decision = new SlotSearch(policy).earliest(wish, night, occupancy);

        var expected = new Year(wish, policy, occupancy).earliest(night);
        var found = decision instanceof SlotDecision.Found slot ? slot.slot() : null;
        assertThat(found).as("%s from %s under %s", wish, night, policy).isEqualTo(expected);
    }

    private static boolean clockChangesAround(Instant start, ZoneId zone) {
        var rules = zone.getRules();
        var before = start.minus(Duration.ofHours(3));
        return !rules.getOffset(before).equals(rules.getOffset(start.plus(Duration.ofHours(3))));
    }

    private static Set<DayOfWeek> days(Random random, int about) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values())
                .filter(day -> random.nextInt(7) < about)
                .forEach(days::add);
        return days;
    }

    private static LocalTime time(Random random) {
        return LocalTime.of(random.nextInt(24), random.nextBoolean() ? 0 : random.nextInt(60));
    }

    private static @Nullable StaffedHours staffed(Random random) {
        var days = days(random, 5);
        return days.isEmpty() || random.nextInt(3) > 0 ? null : new StaffedHours(days, time(random), time(random), UTC);
    }

    private static List<FreezeDates> freeze(Random random, LocalDate night) {
        var first = night.plusDays(15 + random.nextInt(20));
        return random.nextBoolean() ? List.of() : List.of(new FreezeDates(first, first.plusDays(random.nextInt(20))));
    }

    private record Year(SlotWish wish, SchedulingPolicy policy, SlotOccupancy occupancy) {

        @Nullable
        Slot earliest(LocalDate night) {
            var first = night.plusDays(21);
            if (wish.notBefore() != null && wish.notBefore().isAfter(first)) {
                first = wish.notBefore();
            }
            var hours = wish.businessHours() == null ? BusinessHours.USUAL : wish.businessHours();
            var busy = minutesOfTheWeek(hours.days(), hours.from(), hours.to());
            var staffedHours = policy.staffedHours();
            var staffed = staffedHours == null
                    ? null
                    : minutesOfTheWeek(staffedHours.days(), staffedHours.from(), staffedHours.to());
            var best = new @Nullable Slot[4];
            var from = first.atStartOfDay(UTC).toInstant().minus(Duration.ofHours(30));
            for (int quarter = 0; quarter < (366 + 3) * 96; quarter++) {
                var instant = from.plus(Duration.ofMinutes(15L * quarter));
                var local = LocalDateTime.ofInstant(instant, wish.zone());
                var date = local.toLocalDate();
                if (local.getMinute() != 0
                        || date.isBefore(first)
                        || date.isAfter(first.plusDays(365))
                        || anyMinute(busy, local)
                        || isFrozen(date)
                        || isFrozen(LocalDate.ofInstant(instant, UTC))
                        || (staffed != null && !everyMinute(staffed, LocalDateTime.ofInstant(instant, UTC)))
                        || occupancy.used(instant) >= 50
                        || isShownTwice(instant, local)) {
                    continue;
                }
                for (int tier = 0; tier < 4; tier++) {
                    if (best[tier] == null && belongs(local, tier)) {
                        best[tier] = new Slot(instant, local, wish.zone());
                    }
                }
                if (best[0] != null) {
                    break;
                }
            }
            return Arrays.stream(best).filter(slot -> slot != null).findFirst().orElse(null);
        }

        private boolean belongs(LocalDateTime local, int tier) {
            boolean day = wish.preferredDays().isEmpty() || wish.preferredDays().contains(local.getDayOfWeek());
            boolean time = wish.preferredLocalTime() == null
                    || wish.preferredLocalTime().equals(local.toLocalTime());
            return switch (tier) {
                case 0 -> day && time;
                case 1 -> day && !wish.preferredDays().isEmpty();
                case 2 -> time && wish.preferredLocalTime() != null;
                default -> true;
            };
        }

        private boolean isShownTwice(Instant instant, LocalDateTime local) {
            return IntStream.rangeClosed(-12, 12)
                    .filter(quarters -> quarters != 0)
                    .anyMatch(quarters -> LocalDateTime.ofInstant(
                                    instant.plus(Duration.ofMinutes(15L * quarters)), wish.zone())
                            .equals(local));
        }

        private boolean isFrozen(LocalDate date) {
            return policy.freeze().stream()
                    .flatMap(freeze -> freeze.first().datesUntil(freeze.last().plusDays(1)))
                    .anyMatch(date::equals);
        }

        private static boolean[] minutesOfTheWeek(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
            var minutes = new boolean[7 * MINUTES_A_DAY];
            for (var day : days) {
                int midnight = (day.getValue() - 1) * MINUTES_A_DAY;
                int begin = from.equals(to) ? 0 : from.toSecondOfDay() / 60;
                int end = from.equals(to) ? 0 : to.toSecondOfDay() / 60;
                int minute = begin;
                do {
                    minutes[(midnight + minute) % minutes.length] = true;
                    minute++;
                } while (minute % MINUTES_A_DAY != end);
            }
            return minutes;
        }

        private static boolean anyMinute(boolean[] week, LocalDateTime start) {
            return minutesFrom(start).anyMatch(minute -> week[minute % week.length]);
        }

        private static boolean everyMinute(boolean[] week, LocalDateTime start) {
            return minutesFrom(start).allMatch(minute -> week[minute % week.length]);
        }

        private static IntStream minutesFrom(LocalDateTime start) {
            int first =
                    (start.getDayOfWeek().getValue() - 1) * MINUTES_A_DAY + start.getHour() * 60 + start.getMinute();
            return IntStream.range(first, first + 60);
        }
    }
}
