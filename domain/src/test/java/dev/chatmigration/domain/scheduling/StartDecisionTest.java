package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartDecisionTest {

    @ParameterizedTest(name = "{0} after a slot at 20:00: {1}")
    @CsvSource({
        "2027-02-01T19:59:59.999Z, NOT_YET",
        "2027-02-01T20:00:00Z, START",
        "2027-02-01T22:00:00Z, START",
        "2027-02-01T22:00:00.001Z, TOO_LATE"
    })
    void anUpgradeStartsFromItsSlotToTheEndOfTheTolerance(Instant now, StartDecision expected) {
        assertThat(StartDecision.of(Instant.parse("2027-02-01T20:00:00Z"), now, Duration.ofHours(2)))
                .isEqualTo(expected);
    }
}
