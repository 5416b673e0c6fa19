package dev.chatmigration.domain.scheduling;

import static dev.chatmigration.domain.scheduling.AccountState.FINALIZED;
import static dev.chatmigration.domain.scheduling.AccountState.REGISTERED;
import static dev.chatmigration.domain.scheduling.AccountState.REQUESTED;
import static dev.chatmigration.domain.scheduling.AccountState.ROLLED_BACK;
import static dev.chatmigration.domain.scheduling.AccountState.SCHEDULED;
import static dev.chatmigration.domain.scheduling.AccountState.UPGRADED;
import static dev.chatmigration.domain.scheduling.AccountState.UPGRADING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionTest {

    static Stream<Arguments> arrows() {
        return Stream.of(
                Arguments.of(Transition.ASKED, REGISTERED, REQUESTED),
                Arguments.of(Transition.SLOT_SET, REQUESTED, SCHEDULED),
                Arguments.of(Transition.MOVED, SCHEDULED, SCHEDULED),
                Arguments.of(Transition.CANCELLED, SCHEDULED, REQUESTED),
                Arguments.of(Transition.MOVED_TOO_OFTEN, SCHEDULED, REQUESTED),
                Arguments.of(Transition.PHASE_CHANGED, SCHEDULED, REQUESTED),
                Arguments.of(Transition.STARTED, SCHEDULED, UPGRADING),
                Arguments.of(Transition.DONE, UPGRADING, UPGRADED),
                Arguments.of(Transition.FAILED, UPGRADING, SCHEDULED),
                Arguments.of(Transition.FOUND_AFTER_CRASH, UPGRADING, SCHEDULED),
                Arguments.of(Transition.FAILED_TOO_OFTEN, UPGRADING, REQUESTED),
                Arguments.of(Transition.UNDONE, UPGRADED, ROLLED_BACK),
                Arguments.of(Transition.ASKED_AGAIN, ROLLED_BACK, REQUESTED),
                Arguments.of(Transition.CLOSED, UPGRADED, FINALIZED));
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void leadsFromOneStateToAnother(Transition transition, AccountState from, AccountState to) {
        assertThat(from.after(transition)).isEqualTo(to);
        assertThat(transition.reason()).isNotBlank();
    }

    @Test
    void noArrowLacksATest() {
        assertThat(arrows().map(arrow -> arrow.get()[0])).containsExactlyInAnyOrder((Object[]) Transition.values());
    }

    static Stream<Arguments> everythingElse() {
        return Arrays.stream(AccountState.values())
                .flatMap(state -> Arrays.stream(Transition.values())
                        .filter(transition ->
                                arrows().noneMatch(arrow -> arrow.get()[0] == transition && arrow.get()[1] == state))
                        .map(transition -> Arguments.of(state, transition)));
    }

    @ParameterizedTest
    @MethodSource("everythingElse")
    void isRefusedFromAnyOtherState(AccountState state, Transition transition) {
        assertThatIllegalStateException()
                .isThrownBy(() -> state.after(transition))
                .withMessageContaining("is " + state + " ")
                .withMessageContaining("take " + transition + ",");
    }

    @Test
    void theEndIsTheEnd() {
        assertThat(Transition.values()).noneMatch(transition -> transition.from() == FINALIZED);
    }
}
