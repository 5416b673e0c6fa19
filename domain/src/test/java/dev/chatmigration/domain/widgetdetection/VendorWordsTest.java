package dev.chatmigration.domain.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VendorWordsTest {
    private static final String[] WORDS = {"content-security-policy", "<html", "%3c", "zopim", "zendesk.com", "a-"};
    private static final String[] PIECES = {
        "content",
        "-",
        "security",
        "policy",
        "Content-Security-",
        "<",
        "html",
        "HTML",
        "%3",
        "C",
        "c",
        "zop",
        "im",
        "ZOPIM",
        "zendesk",
        ".",
        "Com",
        "a",
        "A",
        "\u017Fecurity",
        " "
    };

    @Test
    void aWordIsFoundWhereALookAtEveryPlaceFindsIt() {
        Random random = new Random(20261123);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String word = WORDS[random.nextInt(WORDS.length)];
            int from = random.nextInt(text.length() + 2);

            assertThat(VendorWords.indexOf(text.toString(), word, from))
                    .as("%s in %s from %d", word, text, from)
                    .isEqualTo(atEveryPlace(text.toString(), word, from));
        }
    }

    private static int atEveryPlace(String text, String word, int from) {
        for (int at = from; at + word.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                return at;
            }
        }
        return -1;
    }
}
