package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatmigration.domain.account.Phase;
import dev.chatmigration.domain.scheduling.EntryDecision.Enters;
import dev.chatmigration.domain.scheduling.EntryDecision.Reason;
import dev.chatmigration.domain.scheduling.EntryDecision.StaysOut;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class EntryDecisionTest {
    private static final Instant NOW = Instant.parse("2027-01-04T01:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant EVENT = Instant.parse("2026-12-10T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-12-20T00:00:00Z");

    @ParameterizedTest
    @EnumSource(
            value = AccountState.class,
            names = {"REGISTERED", "REQUESTED"})
    void anAccountThatAskedGetsASlot(AccountState state) {
        assertThat(decide(new EntryFacts(Phase.LEGACY_CHAT, state, BEFORE, null, null, false)))
                .isEqualTo(new Enters());
    }

    @Test
    void openFindingsAloneDoNotKeepItOut() {
        assertThat(decide(new EntryFacts(Phase.LEGACY_CHAT, AccountState.REQUESTED, BEFORE, null, null, true)))
                .isEqualTo(new Enters());
    }

    @Test
    void itMayAskThisVeryInstantButNotLater() {
        assertThat(decide(asking(NOW))).isEqualTo(new Enters());
        assertThat(reason(asking(NOW.plusMillis(1)))).isEqualTo(Reason.ASKS_LATER);
    }

    @Test
    void itHasToAsk() {
        assertThat(reason(asking(null))).isEqualTo(Reason.NOT_ASKED);
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountState.class,
            names = {"SCHEDULED", "UPGRADING", "UPGRADED", "FINALIZED"})
    void itGetsOneSlotOnly(AccountState state) {
        assertThat(reason(new EntryFacts(Phase.LEGACY_CHAT, state, BEFORE, null, null, false)))
                .isEqualTo(Reason.PAST_ASKING);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void onlyLegacyPhasesEnter(Phase phase) {
        var decision = decide(new EntryFacts(phase, AccountState.REQUESTED, BEFORE, null, null, false));
        if (phase.isLegacy()) {
            assertThat(decision).isEqualTo(new Enters());
        } else {
            assertThat(decision)
                    .isEqualTo(new StaysOut(
                            Reason.PHASE_NOT_ELIGIBLE,
                            "The account is in phase %s; only legacy_chat and legacy_chat_support may enter."
                                    .formatted(phase.label())));
        }
    }

    @Test
    void afterACancellationItHasToAskAgain() {
        assertThat(reason(cancelled(BEFORE))).isEqualTo(Reason.WITHDRAWN);
        assertThat(reason(cancelled(EVENT))).isEqualTo(Reason.WITHDRAWN);
        assertThat(decide(cancelled(AFTER))).isEqualTo(new Enters());
    }

    @Test
    void afterAnUndoItHasToAskAgain() {
        assertThat(reason(new EntryFacts(Phase.LEGACY_CHAT, AccountState.ROLLED_BACK, BEFORE, EVENT, null, false)))
                .isEqualTo(Reason.WITHDRAWN);
        assertThat(decide(new EntryFacts(Phase.LEGACY_CHAT, AccountState.ROLLED_BACK, AFTER, EVENT, null, false)))
                .isEqualTo(new Enters());
    }

    @Test
    void afterTooManyMovesItHasToAskAgainOrToBeReady() {
        assertThat(reason(movedTooOften(BEFORE, true))).isEqualTo(Reason.MOVED_TOO_OFTEN);
        assertThat(decide(movedTooOften(BEFORE, false))).isEqualTo(new Enters());
        assertThat(decide(movedTooOften(AFTER, true))).isEqualTo(new Enters());
    }

    @Test
    void beingReadyDoesNotReplaceAskingAgainAfterACancellation() {
        assertThat(reason(new EntryFacts(Phase.LEGACY_CHAT, AccountState.REQUESTED, BEFORE, EVENT, EVENT, false)))
                .isEqualTo(Reason.WITHDRAWN);
    }

    @Test
    void anUndoAtNoKnownTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new EntryFacts(Phase.LEGACY_CHAT, AccountState.ROLLED_BACK, AFTER, null, null, false));
    }

    @ParameterizedTest
    @EnumSource(value = AccountState.class, mode = Mode.EXCLUDE, names = "ROLLED_BACK")
    void whoStaysOutIsToldWhy(AccountState state) {
        if (decide(new EntryFacts(Phase.PHASE4, state, null, null, null, false)) instanceof StaysOut out) {
            assertThat(out.sentence()).endsWith(".").hasSizeGreaterThan(10);
        } else {
            throw new AssertionError("phase4 entered");
        }
    }

    private static EntryFacts asking(@Nullable Instant requestedAt) {
        return new EntryFacts(Phase.LEGACY_CHAT_SUPPORT, AccountState.REQUESTED, requestedAt, null, null, false);
    }

    private static EntryFacts cancelled(Instant requestedAt) {
        return new EntryFacts(Phase.LEGACY_CHAT, AccountState.REQUESTED, requestedAt, EVENT, null, false);
    }

    private static EntryFacts movedTooOften(Instant requestedAt, boolean blocked) {
        return new EntryFacts(Phase.LEGACY_CHAT, AccountState.REQUESTED, requestedAt, null, EVENT, blocked);
    }

    private static EntryDecision decide(EntryFacts facts) {
        return EntryDecision.of(facts, NOW);
    }

    private static Reason reason(EntryFacts facts) {
        return ((StaysOut) decide(facts)).reason();
    }
}
