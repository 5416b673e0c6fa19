package dev.chatmigration.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.widgetdetection.PageSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountPageTest {
    private static final String[] CHARACTERS = {"a", "<", "\u00e9", "\u20ac", "\ud83d\ude00", "\ud83d", "\ude00"};

    @Test
    void theHashIsThatOfTheWholeTextWhereverItsCharactersStand() throws NoSuchAlgorithmException {
        Random random = new Random(1);
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder("x".repeat(random.nextInt(300)));
            for (int more = random.nextInt(400); more > 0; more--) {
                text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
            }
            AccountPage page = new AccountPage(1, new PageSource("https://a.example/", text.toString()));

            assertThat(page.hash()).as("%s", text).isEqualTo(sha256("{}" + text));
        }
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
