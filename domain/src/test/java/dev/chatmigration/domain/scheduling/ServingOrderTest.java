package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServingOrderTest {
    private record Applicant(Instant requestedAt, long accountId) {}

    @Test
    void whoAskedFirstChoosesFirstAndTheLowerIdDecidesATie() {
        var early = new Applicant(Instant.parse("2026-11-01T00:00:00Z"), 900);
        var lowerId = new Applicant(Instant.parse("2026-11-02T00:00:00Z"), 9);
        var higherId = new Applicant(Instant.parse("2026-11-02T00:00:00Z"), 10);
        assertThat(Stream.of(higherId, lowerId, early)
                        .sorted(ServingOrder.by(Applicant::requestedAt, Applicant::accountId)))
                .containsExactly(early, lowerId, higherId);
    }
}
