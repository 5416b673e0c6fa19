package dev.chatmigration.domain.readiness;

import static dev.chatmigration.domain.readiness.Facts.EARLIEST;
import static dev.chatmigration.domain.readiness.Facts.NOW;
import static dev.chatmigration.domain.readiness.Facts.ready;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountAccessTest {
    private static final Instant SLOT = NOW.plus(Duration.ofDays(5));
    private static final Duration NEEDED = Duration.ofHours(25);

    @Test
    void nothingIsFoundWhereTheFeedDoesNotSay() {
        assertThat(ready().withSlot(SLOT).judge()).isEmpty();
    }

    @Test
    void accessThatIsSwitchedOffIsFound() {
        assertThat(ready().openToUs(false, "always", null).judge())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Check.ACCOUNT_ACCESS_CLOSED);
                    assertThat(finding.evidence()).startsWith("Account access is switched off.");
                });
        assertThat(ready().openToUs(true, "off", null).checks()).containsExactly(Check.ACCOUNT_ACCESS_CLOSED);
    }

    @Test
    void trialsAreAlwaysOpen() {
        assertThat(ready().onTrial().openToUs(false, "off", null).judge()).isEmpty();
    }

    @Test
    void accessHasToLastForTheUpgradeAndTheDayAfterIt() {
        Instant enough = SLOT.plus(NEEDED);

        assertThat(ready().withSlot(SLOT).openToUs(true, "week", enough).judge())
                .isEmpty();
        assertThat(ready().withSlot(SLOT)
                        .openToUs(true, "week", enough.minusMillis(1))
                        .judge())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .contains("ends at " + enough.minusMillis(1))
                        .contains("changes neither licence nor number of seats"));
    }

    @Test
    void withoutASlotTheEarliestPossibleOneCounts() {
        assertThat(ready().openToUs(true, "month", EARLIEST.plus(NEEDED)).judge())
                .isEmpty();
        assertThat(ready().openToUs(true, "month", EARLIEST.plus(NEEDED).minusMillis(1))
                        .checks())
                .containsExactly(Check.ACCOUNT_ACCESS_CLOSED);
    }

    @Test
    void accessWithoutAnEndSuffices() {
        assertThat(ready().withSlot(SLOT).openToUs(true, "always", NOW).judge()).isEmpty();
        assertThat(ready().withSlot(SLOT).openToUs(true, "year", null).judge()).isEmpty();
    }
}
