package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.notification.MailTemplates;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedPrintableTest {
    private static final String WORD = MailTemplates.LINK_PLACEHOLDER;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "blank at the end \nand a tab\t\n",
                "a=b&c=d",
                "\n\n.\n..dots\n",
                "日本語のとても長い文章です。日本語のとても長い文章です。日本語のとても長い文章です。",
                "\uD83D\uDE00 é à ü"
            })
    void everyReaderGetsTheTextBack(String text) throws Exception {
        assertThat(decoded(QuotedPrintable.encode(text, WORD))).isEqualTo(text.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 10, 30, 74, 75, 76, 77, 500})
    void theWordStaysInOnePieceWhereverItStands(int before) throws Exception {
        String text = "é".repeat(before / 3) + "x".repeat(before % 3) + "https://x.example/setup/" + WORD
                + "ü".repeat(90) + " " + WORD;

        byte[] encoded = QuotedPrintable.encode(text, WORD);

        assertThat(new String(encoded, US_ASCII).split(WORD, -1)).hasSize(3);
        assertThat(new String(encoded, US_ASCII).lines()).allMatch(line -> line.length() <= 76);
        assertThat(decoded(encoded)).isEqualTo(text);
    }

    @Test
    void everyEndOfALineBecomesTheOneOfMails() {
        assertThat(QuotedPrintable.encode("a\r\nb\rc\nd\r\n\r\n", WORD))
                .asString(US_ASCII)
                .isEqualTo("a\r\nb\r\nc\r\nd\r\n\r\n");
    }

    private static String decoded(byte[] encoded) throws MessagingException, IOException {
        return new String(
                MimeUtility.decode(new ByteArrayInputStream(encoded), "quoted-printable")
                        .readAllBytes(),
                UTF_8);
    }
}
