package dev.chatmigration.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTests {

    @ParameterizedTest
    @CsvSource({
        "fr,      en,    fr,     fr",
        "fr-FR,   en,    fr,     fr",
        "fr-CA,   en,    fr-CA,  fr",
        "FR_be,   ,      fr-BE,  fr",
        "' fr ',  ,      fr,     fr",
        "en-US,   fr,    en,     en",
        "en-GB,   fr,    en-GB,  en",
        "en_au,   fr,    en-AU,  en",
        "de-AT,   fr,    de-AT,  de",
        "de-DE,   fr,    de,     de",
        "es-419,  fr,    es-419, es",
        "es-MX,   fr,    es-MX,  es",
        "pt,      fr,    pt-BR,  pt-BR",
        "pt-BR,   fr,    pt-BR,  pt-BR",
        "pt-PT,   fr,    pt-PT,  pt-BR",
        "ja-JP,   fr,    ja,     ja",
        "ja-JP-u-ca-japanese, fr, ja, ja",
        "de-AQ,   fr,    de,     de",
        ",        fr-CH, fr-CH,  fr",
        "'',      fr,    fr,     fr",
        "tlh,     fr,    fr,     fr",
        "xx!!,    ,      en,     en",
        ",        ,      en,     en"
    })
    void isTheRecipientsElseTheAccountsElseEnglish(
            @Nullable String recipient, @Nullable String account, String tag, String words) {
        assertThat(Language.choose(recipient, account)).isEqualTo(new Language(tag, words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en-GB", "es-419", "pt-BR", "pt-PT", "de-AT", "ja"})
    void isFoundAgainByItsTag(String tag) {
        assertThat(Language.choose(tag, null).tag()).isEqualTo(tag);
    }

    @Test
    void needsMessages() {
        assertThatThrownBy(() -> new Language("tlh")).hasMessage("No messages for language 'tlh'");
    }
}
