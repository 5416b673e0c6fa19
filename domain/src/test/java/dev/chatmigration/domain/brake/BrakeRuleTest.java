package dev.chatmigration.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BrakeRuleTest {
    private static final LocalDate DAY = LocalDate.parse("2026-12-22");

    private final BrakeRule rule = new BrakeRule(25, 3, 0.5, 14);

    @Test
    void asMuchAsIsNeverAskedAboutGoesOnWhateverOtherDaysSaw() {
        assertThat(judge(0, 25, List.of(1L), null)).isInstanceOf(BrakeVerdict.GoOn.class);
        assertThat(judge(20, 6, List.of(1L), null)).isInstanceOf(BrakeVerdict.Stop.class);
    }

    @Test
    void upToTheFactorOfTheLargestDayGoesOn() {
        assertThat(judge(0, 60, List.of(4L, 20L, 1L), null)).isInstanceOf(BrakeVerdict.GoOn.class);
        assertThat(judge(0, 61, List.of(4L, 20L, 1L), null))
                .isEqualTo(new BrakeVerdict.Stop(
                        61,
                        "2026-12-22 would see 61 accounts upgraded (0 of them done), and none of the 14 days before saw"
                                + " more than 20."));
    }

    @Test
    void whatEarlierRunsOfTheDayHaveDoneCounts() {
        assertThat(judge(50, 10, List.of(20L), null)).isInstanceOf(BrakeVerdict.GoOn.class);
        assertThat(judge(50, 11, List.of(20L), null)).isInstanceOf(BrakeVerdict.Stop.class);
        assertThat(judge(500, 0, List.of(20L), null)).isInstanceOf(BrakeVerdict.GoOn.class);
    }

    @Test
    void theFirstDayGoesOnUpToAShareOfTheWhole() {
        assertThat(judge(0, 500, List.of(), null)).isInstanceOf(BrakeVerdict.GoOn.class);
        assertThat(judge(100, 401, List.of(), null))
                .isEqualTo(new BrakeVerdict.Stop(
                        501,
                        "2026-12-22 would see 501 accounts upgraded (100 of them done), which is more than 50 % of"
                                + " 1,000, and the 14 days before saw none."));
    }

    @Test
    void whatPeopleHaveLetGoGoesOnAndALittleMoreThatCameMeanwhile() {
        assertThat(judge(0, 100, List.of(10L), 100L)).isInstanceOf(BrakeVerdict.GoOnAsReleased.class);
        assertThat(judge(40, 85, List.of(10L), 100L)).isInstanceOf(BrakeVerdict.GoOnAsReleased.class);
        assertThat(judge(40, 86, List.of(10L), 100L)).isInstanceOf(BrakeVerdict.Stop.class);
        assertThat(judge(0, 30, List.of(10L), 100L)).isInstanceOf(BrakeVerdict.GoOn.class);
    }

    private BrakeVerdict judge(long done, long wanted, List<Long> earlier, @Nullable Long released) {
        return rule.judge(new DaySize(Measure.ACCOUNTS, DAY, done, wanted, earlier, 1_000, released));
    }
}
