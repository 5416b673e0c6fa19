package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.scheduling.MoveDecision.GiveUp;
import dev.chatmigration.domain.scheduling.MoveDecision.MoveTo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveDecisionTest {
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final SlotWish WISH = new SlotWish(1, UTC, null, null, Set.of(), null);
    private static final LocalDate TODAY = LocalDate.of(2027, 2, 1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void twoMovesGetTheFullNoticeAgain(int movesSoFar) {
        assertThat(decide(movesSoFar, start -> 0))
                .isEqualTo(new MoveTo(Slot.at(Instant.parse("2027-02-22T00:00:00Z"), UTC)));
    }

    @Test
    void theThirdIsNotMade() {
        assertThat(decide(2, start -> 0))
                .isEqualTo(new GiveUp(
                        GiveUp.Cause.MOVED_TOO_OFTEN, "The account was moved 2 times already; at most 2 are allowed."));
    }

    @Test
    void noneIsMadeWhereNothingIsFree() {
        assertThat(decide(0, start -> 50)).isInstanceOfSatisfying(GiveUp.class, given -> {
            assertThat(given.cause()).isEqualTo(GiveUp.Cause.NONE_FITS);
            assertThat(given.reason()).startsWith("No full hour outside business hours is free");
        });
    }

    private static MoveDecision decide(int movesSoFar, SlotOccupancy occupancy) {
        return MoveDecision.of(movesSoFar, WISH, TODAY, new SlotSearch(SchedulingPolicy.DEFAULT), occupancy);
    }
}
