package dev.chatmigration.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Lea.Martin@Atelier.EXAMPLE, lea.martin@atelier.example",
                "lea@münchen.example, lea@xn--mnchen-3ya.example",
                "lea@MÜNCHEN.example, LEA@xn--mnchen-3ya.example",
                "jo\u0308rg@a.example, JÖRG@a.example",
                "lea@atelier\u3002example, lea@atelier.example",
                "|  lea@a.example\t|, lea@a.example",
                "|\u00a0lea@a.example|, lea@a.example"
            })
    void spellingsOfOneAddressAreEqual(String one, String other) {
        assertThat(key(one)).isEqualTo(key(other)).isNotEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "lea.martin@a.example, leamartin@a.example",
        "lea+chat@a.example, lea@a.example",
        "lea@faß.example, lea@fass.example",
        "straße@a.example, strasse@a.example",
        "lea@a.example, lea@b.a.example",
        "lea@a.example, lеa@a.example"
    })
    void differentAddressesStayDifferent(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other)).isNotEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"日本@例え.テスト", "o'neil@a.example", "a/b=c@a.example", "ann@r3--x.example", "x@a.example"})
    void unusualAddressesAreValid(String text) {
        assertThat(EmailAddress.parse(text)).isPresent();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "lea",
                "lea@",
                "@a.example",
                "lea@localhost",
                "lea@[192.0.2.1]",
                "lea@192.0.2.1",
                "le a@a.example",
                "lea@a .example",
                "lea@a.example, bob@a.example",
                "lea@a.example;bob@a.example",
                "Lea <lea@a.example>",
                "<lea@a.example>",
                "lea(chat)@a.example",
                "lea@@a.example",
                "lea..m@a.example",
                ".lea@a.example",
                "lea@-a.example",
                "lea@a_b.example",
                "lea@a..example",
                "lea@a.example.",
                "lea\r\nBcc:x@a.example",
                "lea\u0000@a.example",
                "lea\u200b@a.example",
                "lea\u202e@a.example",
                "lea@xn--\u00e9.example",
                "\ud800@a.example",
                "lea@\ud800.example",
                "\"le a\"@a.example"
            })
    void whatIsNotExactlyOneAddressIsInvalid(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void anAddressMayHaveTwoHundredAndFiftyFourCharacters() {
        String domain = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".example";
        String longest = "x".repeat(254 - 1 - domain.length()) + "@" + domain;
        assertThat(EmailAddress.parse(longest)).isPresent();
        assertThat(EmailAddress.parse("x" + longest)).isEmpty();
    }

    @Test
    void theAddressIsShownAsGiven() {
        assertThat(EmailAddress.parse(" Lea@Münch.example ")).hasToString("Optional[Lea@Münch.example]");
    }

    @Test
    void noTextMakesTheParserThrow() {
        Random random = new Random(7);
        String alphabet = "ab.@-_+\"\\<>()[],;: \t\r\n\u0000\u00df\u0130\u3002\u200d\ud800\udc00\u05d0xn--";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            EmailAddress.parse(text.toString())
                    .ifPresent(address -> assertThat(key(address.key())).isEqualTo(address.key()));
        }
    }

    @Test
    void plainAddressesAreReadAsAllOthersAre() {
        Random random = new Random(11);
        String signs = "aZ7.-_+@ é";
        int plain = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(4); part >= 0; part--) {
                text.append(word(random)).append(signs.charAt(random.nextInt(signs.length())));
            }
            text.append('@').append(word(random)).append(random.nextBoolean() ? "." : "-");
            text.append(word(random)).append('.').append(word(random));
            if (random.nextInt(8) == 0) {
                text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
            }
            Optional<EmailAddress> read = EmailAddress.parse(text.toString());
            assertThat(read.map(EmailAddressTest::all))
                    .as(text.toString())
                    .isEqualTo(EmailAddress.parseAny(text.toString()).map(EmailAddressTest::all));
            plain += read.isPresent() ? 1 : 0;
        }
        assertThat(plain).isBetween(5_000, 45_000);
    }

    private static String word(Random random) {
        String signs = "abcXYZ0189";
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(20) == 0 ? 58 + random.nextInt(9) : 1 + random.nextInt(4);
                length > 0;
                length--) {
            word.append(signs.charAt(random.nextInt(random.nextBoolean() ? 6 : signs.length())));
        }
        return word.toString();
    }

    private static List<String> all(EmailAddress address) {
        return List.of(address.display(), address.localPart(), address.domain(), address.key());
    }

    private static String key(String text) {
        return EmailAddress.parse(text).map(EmailAddress::key).orElse("none");
    }
}
