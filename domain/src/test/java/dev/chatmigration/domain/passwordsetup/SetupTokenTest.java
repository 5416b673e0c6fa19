package dev.chatmigration.domain.passwordsetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupTokenTest {
    private static final String SELECTOR = "AbCdEfGhIjKlMnOpQrSt-Q";
    private static final String VERIFIER = "0123456789_-abcdefghijklmnopqrstuvwxyzABCD8";

    @Test
    void isReadBackAsItWasWritten() {
        var token = new SetupToken(SELECTOR, VERIFIER);
        assertThat(token.text()).hasSize(66).hasSize(SetupToken.LENGTH);
        assertThat(SetupToken.parse(token.text())).contains(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "AbCdEfGhIjKlMnOpQrSt-Q0123456789_-abcdefghijklmnopqrstuvwxyzABCD8.",
                "AbCdEfGhIjKlMnOpQrSt-Q.0123456789_-abcdefghijklmnopqrstuvwxyzABCD8 ",
                " AbCdEfGhIjKlMnOpQrSt-Q.0123456789_-abcdefghijklmnopqrstuvwxyzABCD8",
                "AbCdEfGhIjKlMnOpQrSt-Q.0123456789_-abcdefghijklmnopqrstuvwxyzABCD8\n",
                "AbCdEfGhIjKlMnOpQrSt-Q.0123456789_-abcdefghijklmnopqrstuvwxyzABC8",
                "AbCdEfGhIjKlMnOpQrSt-Q.0123456789/+abcdefghijklmnopqrstuvwxyzABCD8",
                "AbCdEfGhIjKlMnOpQrSt-Q,0123456789_-abcdefghijklmnopqrstuvwxyzABCD8",
                "AbCdEfGhIjKlMnOpQrSt-é.0123456789_-abcdefghijklmnopqrstuvwxyzABCD8",
                // Another spelling of the same bytes.
                "AbCdEfGhIjKlMnOpQrSt-R.0123456789_-abcdefghijklmnopqrstuvwxyzABCD8",
                "AbCdEfGhIjKlMnOpQrSt-Q.0123456789_-abcdefghijklmnopqrstuvwxyzABCD9"
            })
    void isNothingOfAnotherShape(String presented) {
        assertThat(SetupToken.parse(presented)).isEmpty();
    }

    @Test
    void isNotMadeOfHalvesOfAnotherShapeNorRepeatsThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SetupToken(SELECTOR, "a-secret"))
                .withMessage("A setup token has a selector of 22 and a verifier of 43 characters");
    }

    @Test
    void doesNotPrintItsSecret() {
        assertThat(new SetupToken(SELECTOR, VERIFIER)).hasToString("SetupToken[AbCdEfGhIjKlMnOpQrSt-Q.…]");
    }

    @Test
    void itsPlaceholderIsAsLongAndIsNoToken() {
        assertThat(SetupToken.PLACEHOLDER).hasSize(SetupToken.LENGTH).matches("[A-Za-z0-9._-]+");
        assertThat(SetupToken.parse(SetupToken.PLACEHOLDER)).isEmpty();
    }
}
