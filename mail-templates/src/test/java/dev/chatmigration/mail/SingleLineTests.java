package dev.chatmigration.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SingleLineTests {

    @Test
    void plainTextsAreReadAsTextsWithALineEndAre() {
        String letters = "abYZ09 .=?~é\u200f  ";
        Random random = new Random(13);
        for (int i = 0; i < 5_000; i++) {
            String text = random.ints(1 + random.nextInt(8), 0, letters.length())
                    .mapToObj(each -> letters.substring(each, each + 1))
                    .collect(Collectors.joining());
            assertThat(SingleLine.of(text)).as(text).isEqualTo(SingleLine.of(text + "\n"));
        }
    }
}
