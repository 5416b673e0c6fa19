package dev.chatmigration.domain.agentmerge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
    @ParameterizedTest
    @CsvSource({
        "marie, marie2, true",
        "marie, arie, true",
        "marie, marle, true",
        "marie, maire, true",
        "marie, mareI, false",
        "marie, marie, false",
        "marie, mar, false",
        "ab, bc, false",
        "abcd, badc, false",
        "abc, cab, false",
        "abcd, acd, true",
        "abxd, aecd, false"
    })
    void areWordsThatOneSlipOfTheHandTellsApart(String one, String other, boolean neighbours) {
        assertThat(isFound(one, other)).isEqualTo(neighbours);
        assertThat(isFound(other, one)).isEqualTo(neighbours);
    }

    @Test
    void haveAtMostSixtyFourCharacters() {
        String longest = "x".repeat(64);
        assertThat(isFound(longest, longest.substring(1))).isTrue();
        assertThat(isFound(longest.substring(1), longest)).isTrue();
        assertThat(isFound(longest + "x", longest)).isFalse();
        assertThat(isFound(longest, longest + "x")).isFalse();
    }

    @Test
    void areSixteenAtMostThatShareADeletion() {
        Neighbours words = new Neighbours();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            words.add("x" + letter);
        }
        assertThat(words.of("x")).hasSize(16);
    }

    private static boolean isFound(String known, String asked) {
        Neighbours words = new Neighbours();
        words.add(known);
        return words.of(asked).contains(known);
    }
}
