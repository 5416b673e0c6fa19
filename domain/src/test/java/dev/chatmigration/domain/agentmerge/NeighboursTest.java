package dev.chatmigration.domain.agentmerge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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
    void areTheSameHoweverManyOtherWordsThereAre() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            Set<String> known = new HashSet<>();
            Neighbours words = new Neighbours();
            for (int i = random.nextInt(40); i > 0; i--) {
                String word = word(random);
                known.add(word);
                words.add(word);
            }
            for (int i = 0; i < 20; i++) {
                String asked = word(random);
                assertThat(words.of(asked))
                        .containsExactlyInAnyOrderElementsOf(known.stream()
                                .filter(each -> Neighbours.isOneSlipAway(each, asked))
                                .toList());
            }
        }
    }

    private static String word(Random random) {
        return random.ints(3 + random.nextInt(3), 'a', 'd')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
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
