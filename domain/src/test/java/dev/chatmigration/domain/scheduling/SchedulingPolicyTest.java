package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchedulingPolicyTest {

    @Test
    void promisesByDefaultWhatTheNoticesSay() {
        assertThat(SchedulingPolicy.DEFAULT)
                .isEqualTo(new SchedulingPolicy(21, 50, 2, null, List.of(), Duration.ofHours(2)));
    }

    @Test
    void refusesWhatCouldNotBeKept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchedulingPolicy(21, 0, 2, null, List.of(), Duration.ofHours(2)))
                .withMessage("The slot capacity is 0; at least 1 is expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchedulingPolicy(-1, 50, 2, null, List.of(), Duration.ofHours(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchedulingPolicy(21, 50, -1, null, List.of(), Duration.ofHours(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchedulingPolicy(21, 50, 2, null, List.of(), Duration.ofHours(-2)))
                .withMessage("The start tolerance is PT-2H; it cannot be negative");
    }

    @Test
    void refusesFreezeDatesThatRunBackwards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FreezeDates(LocalDate.of(2027, 1, 2), LocalDate.of(2027, 1, 1)))
                .withMessage("Freeze dates end on 2027-01-01, before they begin on 2027-01-02");
    }

    @Test
    void refusesStaffedHoursWithoutADay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StaffedHours(Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT, ZoneOffset.UTC));
    }
}
