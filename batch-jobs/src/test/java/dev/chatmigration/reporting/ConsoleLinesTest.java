package dev.chatmigration.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLinesTest {
    /** Line breaks, other controls, a half of a pair, separators, marks of direction, and the byte order mark. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                '\n', '\r', '\t', 0, 0x1b, 0x7f, 0x85, 0x9b, 0xd800, 0x2028, 0x2029, 0x61c, 0x200e, 0x200f, 0x202a,
                0x202e, 0x2066, 0x2069, 0xfeff
            })
    void noSignOfANameMovesTheCursorOrTurnsTheDirection(int unfit) {
        assertThat(ConsoleLines.fit("Ann" + (char) unfit + "Bo")).isEqualTo("Ann\ufffdBo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Léa Martin", "森 陽香", "אבג", "😀", "a\u200db"})
    void namesOfAnyScriptStayAsTheyAre(String name) {
        assertThat(ConsoleLines.fit(name)).isEqualTo(name);
    }

    @Test
    void eachTextIsALineOfItsOwn() {
        assertThat(ConsoleLines.of(List.of("one\ntwo", "three"))).isEqualTo("one\ufffdtwo\nthree\n");
    }
}
