package dev.chatmigration.domain.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissedSlotsTest {

    @Test
    void upToTenAreMovedOneByOne() {
        assertThat(MissedSlots.of(0)).isEqualTo(MissedSlots.MOVE_EACH);
        assertThat(MissedSlots.of(10)).isEqualTo(MissedSlots.MOVE_EACH);
    }

    @Test
    void moreThanTenWaitForOneAnswer() {
        assertThat(MissedSlots.of(11)).isEqualTo(MissedSlots.WAIT_FOR_OPERATIONS);
    }
}
