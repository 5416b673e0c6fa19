package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotUseTest {
    private static final int CAPACITY = 3;

    /** Beginnings of dates of all the clocks that there are lie at such minutes; before 1970 seconds are negative. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-01-25T00:00:00Z",
                "2027-01-25T23:00:00Z",
                "2027-01-25T18:30:00Z",
                "2027-01-25T11:15:00Z",
                "1969-12-31T23:00:00Z",
                "1930-03-05T04:40:28Z"
            })
    void saysWhichHoursAreFullAsAskingForEachOfThemDoes(String around) {
        var random = new Random(1);
        var first = Instant.parse(around);
        var use = new SlotUse();
        Map<Instant, Integer> taken = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            var start = first.plus(Duration.ofMinutes(15L * (random.nextInt(4 * 72) - 4 * 24)));
            use.take(start, 1);
            taken.merge(start, 1, Integer::sum);
        }
        SlotOccupancy naive = start -> taken.getOrDefault(start, 0);

        for (int quarter = -4 * 50; quarter < 4 * 50; quarter++) {
            var start = first.plus(Duration.ofMinutes(15L * quarter));
            assertThat(use.used(start)).as("%s", start).isEqualTo(naive.used(start));
            assertThat(use.full(start, CAPACITY)).as("from %s", start).isEqualTo(naive.full(start, CAPACITY));
        }
        assertThat(use.full(first, CAPACITY))
                .as("some are full, some are not")
                .isNotZero()
                .isNotEqualTo(QuietHours.EVERY_HOUR);
    }

    @Test
    void countsPlacesThatAreTakenAtOnce() {
        var use = new SlotUse();
        var start = Instant.parse("2027-01-25T05:00:00Z");
        use.take(start, 2);
        assertThat(use.full(start, CAPACITY)).isZero();
        use.take(start, 1);
        assertThat(use.full(start, CAPACITY)).isEqualTo(1);
        assertThat(use.full(start.minus(Duration.ofHours(23)), CAPACITY)).isEqualTo(1 << 23);
    }
}
