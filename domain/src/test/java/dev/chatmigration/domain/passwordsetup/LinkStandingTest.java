package dev.chatmigration.domain.passwordsetup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.passwordsetup.LinkStanding.Expired;
import dev.chatmigration.domain.passwordsetup.LinkStanding.Shown;
import dev.chatmigration.domain.passwordsetup.LinkStanding.Superseded;
import dev.chatmigration.domain.passwordsetup.LinkStanding.Unknown;
import dev.chatmigration.domain.passwordsetup.LinkStanding.Used;
import dev.chatmigration.domain.passwordsetup.LinkStanding.Valid;
import dev.chatmigration.domain.passwordsetup.LinkStanding.Withdrawn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkStandingTest {
    private static final Instant EXPIRES = Instant.parse("2026-12-02T23:00:00Z");
    private static final SetupLink LINK = new SetupLink("selector", 7, 70, 0, "key", "0".repeat(64));
    private static final Instant EARLIER = EXPIRES.minusSeconds(3600);

    @Test
    void aLinkWorksUntilTheInstantAtWhichItExpires() {
        assertThat(standing(null, null, null, EXPIRES.minusMillis(1))).isEqualTo(new Valid(7, 70, EXPIRES));
        assertThat(standing(null, null, null, EXPIRES)).isEqualTo(new Expired(EXPIRES));
    }

    @Test
    void whatEndedALinkIsSaidAlsoAfterItsTime() {
        for (Instant now : new Instant[] {EARLIER, EXPIRES.plusSeconds(1)}) {
            assertThat(standing(EARLIER, null, null, now)).isEqualTo(new Used(EARLIER));
            assertThat(standing(null, EARLIER, null, now)).isEqualTo(new Superseded(EARLIER));
            assertThat(standing(null, null, EARLIER, now)).isEqualTo(new Withdrawn(Withdrawal.UNDONE, EARLIER));
        }
    }

    @Test
    void aUseCountsBeforeWhatCameAfterIt() {
        assertThat(standing(EARLIER, EXPIRES, EXPIRES, EXPIRES)).isEqualTo(new Used(EARLIER));
    }

    @ParameterizedTest
    @CsvSource({"Valid, WORKS", "Used, USED", "Expired, EXPIRED", "Superseded, SUPERSEDED", "Withdrawn, NOT_VALID"})
    void aReaderIsToldNoMoreThanTheStandingAllows(String standing, Shown shown) {
        LinkStanding found = switch (standing) {
            case "Valid" -> standing(null, null, null, EARLIER);
            case "Used" -> standing(EARLIER, null, null, EARLIER);
            case "Expired" -> standing(null, null, null, EXPIRES);
            case "Superseded" -> standing(null, EARLIER, null, EARLIER);
            default -> standing(null, null, EARLIER, EARLIER);
        };

        assertThat(found.getClass().getSimpleName()).isEqualTo(standing);
        assertThat(found.shown()).isEqualTo(shown);
    }

    @Test
    void anUnknownLinkIsShownLikeAWithdrawnOne() {
        assertThat(new Unknown().shown()).isEqualTo(Shown.NOT_VALID);
    }

    private static LinkStanding standing(
            @Nullable Instant used, @Nullable Instant superseded, @Nullable Instant withdrawn, Instant now) {
        return LinkStanding.of(
                LINK, EXPIRES, used, superseded, withdrawn, withdrawn == null ? null : Withdrawal.UNDONE, now);
    }
}
