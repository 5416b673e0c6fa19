package dev.chatmigration.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import dev.chatmigration.domain.readiness.Check;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTests {

    private static final String NARROW_NO_BREAK_SPACE = "\u202f";

    static List<Language> languages() {
        return Language.all();
    }

    @Test
    void sixLanguagesAreThere() {
        assertThat(Language.all()).extracting(Language::tag).containsExactly("de", "en", "es", "fr", "ja", "pt-BR");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasTheSameKeysAndPlaceholdersAsEnglish(Language language) {
        Messages english = Messages.in(Language.ENGLISH);
        Messages other = Messages.in(language);

        assertThat(other.keys()).isEqualTo(english.keys());
        assertThat(english.keys())
                .allSatisfy(key -> assertThat(other.argumentsOf(key)).as(key).isEqualTo(english.argumentsOf(key)));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void choosesBetweenTheSameCasesAsEnglish(Language language) {
        assertThat(Messages.in(Language.ENGLISH).keys())
                .allSatisfy(key -> assertThat(cases(language, key)).as(key).isEqualTo(cases(Language.ENGLISH, key)));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasAPluralForEveryNumber(Language language) {
        for (String key : Messages.in(language).keys()) {
            MessagePattern pattern = new MessagePattern(Messages.in(language).patternOf(key));
            for (int i = 0; i < pattern.countParts(); i++) {
                if (pattern.getPartType(i) == Part.Type.ARG_START
                        && pattern.getPart(i).getArgType() == ArgType.PLURAL) {
                    assertThat(selectors(pattern, i)).as(key).contains("other");
                    assertThat(PluralRules.forLocale(language.locale()).getKeywords())
                            .as(key)
                            .containsAll(selectors(pattern, i).stream()
                                    .filter(selector -> !selector.startsWith("="))
                                    .toList());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void saysEverySentenceForEveryNumberAndChoice(Language language) {
        Messages messages = Messages.in(language);
        for (Object value : List.of(0, 1, 2, 5, 1234, "true", "false", "HOLD", "AGENT", "L'«&<b>»")) {
            for (String key : messages.keys()) {
                Map<String, Object> arguments = new HashMap<>();
                messages.argumentsOf(key).forEach(name -> arguments.put(name, value));
                // A plural takes numbers only; other arguments take anything.
                if (value instanceof Number || !isPlural(language, key)) {
                    assertThat(messages.say(key, arguments)).as(key).doesNotContain("{", "}");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void neverUsesTheApostropheThatQuotes(Language language) throws IOException {
        assertThat(lines(language).filter(line -> !line.startsWith("#")))
                .allSatisfy(line -> assertThat(line).doesNotContain("'"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void saysNothingTwiceAndNothingEmpty(Language language) throws IOException {
        Set<String> seen = new HashSet<>();
        lines(language).filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] parts = line.split("=", 2);
            assertThat(seen.add(parts[0])).as(line).isTrue();
            assertThat(parts[1]).as(line).isNotBlank();
        });
    }

    @Test
    void frenchPunctuationIsKeptOnItsLine() throws IOException {
        assertThat(lines(new Language("fr")).filter(line -> !line.startsWith("#")))
                .allSatisfy(line -> assertThat(line)
                        .doesNotContainPattern("[^" + NARROW_NO_BREAK_SPACE + "][;!?»]")
                        .doesNotContainPattern("[ \\p{L})]: ")
                        .doesNotContainPattern("«[^" + NARROW_NO_BREAK_SPACE + "]"));
    }

    /** What makes the rule about apostrophes necessary. */
    @Test
    void theOtherApostropheWouldSwallowAnArgument() {
        Map<String, String> agent = Map.of("agent", "Léa");

        assertThat(new MessageFormat("l'{agent} doit", ULocale.FRENCH).format(agent))
                .isEqualTo("l{agent} doit");
        assertThat(new MessageFormat("l’{agent} doit", ULocale.FRENCH).format(agent))
                .isEqualTo("l’Léa doit");
    }

    @Test
    void aValueIsNeverReadAsAPattern() {
        assertThat(Messages.in(Language.ENGLISH).say("reason", Map.of("reason", "it's {0} '{x}'")))
                .isEqualTo("Reason given: it's {0} '{x}'");
    }

    @Test
    void refusesAMissingArgument() {
        assertThatThrownBy(() -> Messages.in(Language.ENGLISH).say("reason", Map.of("cause", "x")))
                .hasMessage("Message 'reason' of language 'en' needs 'reason', given are [cause]");
    }

    @Test
    void refusesAnUnknownKey() {
        assertThatThrownBy(() -> Messages.in(Language.ENGLISH).say("reasn", Map.of()))
                .hasMessage("No message 'reasn' in language 'en'");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyCheckHasATitleAndAWayOut(Language language) {
        for (Check check : Check.values()) {
            assertThat(CheckTexts.title(check.label(), language)).isNotBlank().doesNotContainPattern("[.。]$");
            assertThat(CheckTexts.whatToDo(check.label(), language)).containsPattern("[^.。][.。]$");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip-not-covered", "ip-exposed", "ip-lock-out", "ip-entry-invalid"})
    void anIpTaskNamesItsMenuPath(String check) {
        assertThat(CheckTexts.whatToDo(check, Language.ENGLISH))
                .contains("Admin Center > Account > Security > Advanced > IP restrictions");
    }

    @Test
    void refusesACheckThatDoesNotExist() {
        assertThatThrownBy(() -> CheckTexts.title("ip-uncovered", Language.ENGLISH))
                .hasMessage("No check is called 'ip-uncovered'");
    }

    @Test
    void numbersAreWrittenAsInTheReadersRegion() {
        Map<String, Integer> many = Map.of("count", 12345);

        assertThat(Messages.in(new Language("de")).say("task.count", many)).isEqualTo("Betrifft: 12.345 Fälle");
        assertThat(Messages.in(new Language("de-CH", "de")).say("task.count", many))
                .isEqualTo("Betrifft: 12'345 Fälle");
    }

    /** The selectors of every select in this message. */
    private static Set<String> cases(Language language, String key) {
        MessagePattern pattern = new MessagePattern(Messages.in(language).patternOf(key));
        Set<String> cases = new TreeSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPartType(i) == Part.Type.ARG_START
                    && pattern.getPart(i).getArgType() == ArgType.SELECT) {
                cases.addAll(selectors(pattern, i));
            }
        }
        return cases;
    }

    private static Set<String> selectors(MessagePattern pattern, int argument) {
        Set<String> selectors = new TreeSet<>();
        for (int i = argument + 1; i < pattern.getLimitPartIndex(argument); i++) {
            if (pattern.getPartType(i) == Part.Type.ARG_SELECTOR) {
                selectors.add(pattern.getSubstring(pattern.getPart(i)));
            } else if (pattern.getPartType(i) == Part.Type.MSG_START) {
                i = pattern.getLimitPartIndex(i);
            }
        }
        return selectors;
    }

    private static boolean isPlural(Language language, String key) {
        return Messages.in(language).patternOf(key).contains("plural");
    }

    private static Stream<String> lines(Language language) throws IOException {
        String file = "messages_" + language.tag() + ".properties";
        try (InputStream stream = Objects.requireNonNull(Messages.class.getResourceAsStream(file))) {
            return new String(stream.readAllBytes(), UTF_8).lines().toList().stream();
        }
    }
}
