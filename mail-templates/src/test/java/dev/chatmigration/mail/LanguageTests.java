package dev.chatmigration.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTests {

    @ParameterizedTest
    @CsvSource({
        "fr,     en,    fr",
        "fr-CA,  en,    fr",
        "FR_be,  ,      fr",
        "' fr ', ,      fr",
        "en-GB,  fr,    en",
        ",       fr-CH, fr",
        "'',     fr,    fr",
        "tlh,    fr,    fr",
        "xx!!,   ,      en",
        ",       ,      en"
    })
    void isTheRecipientsElseTheAccountsElseEnglish(
            @Nullable String recipient, @Nullable String account, String expected) {
        assertThat(Language.choose(recipient, account).tag()).isEqualTo(expected);
    }

    @Test
    void needsMessages() {
        assertThatThrownBy(() -> new Language("tlh")).hasMessage("No messages for language 'tlh'");
    }
}
