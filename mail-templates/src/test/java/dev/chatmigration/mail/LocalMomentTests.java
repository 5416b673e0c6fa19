package dev.chatmigration.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalMomentTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2027-03-16T20:00:00Z | Europe/Paris    | en | Tuesday, March 16, 2027 | 9:00 PM | Central European Time      | UTC+01:00
                    2027-03-16T20:00:00Z | Europe/Paris    | fr | mardi 16 mars 2027      | 21:00   | heure d’Europe centrale    | UTC+01:00
                    2027-07-16T20:00:00Z | America/Chicago | en | Friday, July 16, 2027   | 3:00 PM | Central Time               | UTC-05:00
                    2027-07-16T20:00:00Z | Asia/Kathmandu  | en | Saturday, July 17, 2027 | 1:45 AM | Nepal Time                 | UTC+05:45
                    2027-07-16T20:00:00Z | UTC             | en | Friday, July 16, 2027   | 8:00 PM | Coordinated Universal Time | UTC+00:00
                    2027-07-16T20:00:00Z | UTC             | fr | vendredi 16 juillet 2027 | 20:00  | temps universel coordonné  | UTC+00:00
                    2027-03-16T20:00:00Z | Europe/Paris    | en-GB | Tuesday, 16 March 2027 | 21:00 | Central European Time | UTC+01:00
                    2027-03-16T20:00:00Z | Europe/Paris    | en-AU | Tuesday 16 March 2027 | 9:00 pm | Central European Time | UTC+01:00
                    2027-01-16T20:00:00Z | Europe/Paris    | de | Samstag, 16. Januar 2027 | 21:00 | Mitteleuropäische Zeit | UTC+01:00
                    2027-01-16T20:00:00Z | Europe/Paris    | de-AT | Samstag, 16. Jänner 2027 | 21:00 | Mitteleuropäische Zeit | UTC+01:00
                    2027-03-16T00:00:00Z | Europe/Paris    | es | martes, 16 de marzo de 2027 | 1:00 | hora de Europa central | UTC+01:00
                    2027-03-16T20:00:00Z | America/Mexico_City | es-MX | martes, 16 de marzo de 2027 | 2:00 p.m. | hora estándar central | UTC-06:00
                    2027-03-16T20:00:00Z | America/Sao_Paulo | pt-BR | terça-feira, 16 de março de 2027 | 17:00 | Horário Padrão de Brasília | UTC-03:00
                    2027-03-16T20:00:00Z | Asia/Tokyo      | ja | 2027年3月17日(水曜日) | 5:00 | 日本標準時 | UTC+09:00
                    """)
    void isSaidInTheReadersWords(
            Instant instant, String zone, String language, String date, String time, String words, String offset) {
        LocalMoment moment = new LocalMoment(instant, ZoneId.of(zone), ULocale.forLanguageTag(language));

        assertThat(moment.date()).isEqualTo(date);
        assertThat(moment.time().replace('\u202f', ' ')).isEqualTo(time);
        assertThat(moment.zone()).isEqualTo(words);
        assertThat(moment.offset()).isEqualTo(offset);
    }

    @Test
    void everyReaderOfOurWordsCountsTheSameYears() {
        Instant instant = Instant.parse("2027-03-16T20:00:00Z");

        assertThat(Stream.of(ULocale.getAvailableLocales())
                        .map(locale -> Language.closestTo(locale.toLanguageTag()))
                        .flatMap(Optional::stream)
                        .distinct())
                .hasSizeGreaterThan(100)
                .allSatisfy(reader -> assertThat(
                                new LocalMoment(instant, ZoneId.of("Europe/Paris"), reader.locale()).date())
                        .contains("2027", "16"));
    }

    @Test
    void noRegionIsAnAbbreviationOrANumber() {
        Instant instant = Instant.parse("2027-03-16T20:00:00Z");

        assertThat(ZoneId.getAvailableZoneIds().stream()
                        .filter(id -> id.matches(
                                "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian" + "|Pacific)/.*")))
                .allSatisfy(id -> assertThat(Language.all())
                        .allSatisfy(language -> assertThat(
                                        new LocalMoment(instant, ZoneId.of(id), language.locale()).zone())
                                .isNotBlank()
                                .doesNotContainPattern("\\d|GMT|UTC|^\\p{Upper}{2,5}$")));
    }
}
