package dev.chatmigration.mail;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A language that notices are written in. There is one per {@code messages_<tag>.properties} on the class path, and
 * nothing else lists them.
 *
 * @param tag the BCP 47 tag, for instance {@code pt-BR}
 */
public record Language(String tag) {

    public static final Language ENGLISH = new Language("en");

    // A class path inside a jar inside a jar cannot be listed without knowing who packed it; asking for each file by
    // name works everywhere, and CLDR knows fewer than two thousand names.
    private static final List<Language> ALL = Arrays.stream(ULocale.getAvailableLocales())
            .map(ULocale::toLanguageTag)
            .distinct()
            .filter(Messages::exist)
            .sorted()
            .map(Language::new)
            .toList();

    public Language {
        if (!Messages.exist(tag)) {
            throw new IllegalArgumentException("No messages for language '" + tag + "'");
        }
    }

    /** Every language there is, by tag. */
    public static List<Language> all() {
        return ALL;
    }

    /**
     * The recipient's language, else the account's, else English. A regional variant falls back to its language, and a
     * language to the variant we have, as long as the reader knows the script.
     *
     * @param recipientLocale a language tag as people write them ({@code fr}, {@code pt-br}, {@code en_GB})
     */
    public static Language choose(@Nullable String recipientLocale, @Nullable String accountLocale) {
        return closestTo(recipientLocale).or(() -> closestTo(accountLocale)).orElse(ENGLISH);
    }

    /** The language to write to this reader in, if there is one; see {@link #choose}. */
    public static Optional<Language> closestTo(@Nullable String wish) {
        if (wish == null) {
            return Optional.empty();
        }
        ULocale wanted = ULocale.forLanguageTag(wish.strip().replace('_', '-'));
        if (wanted.getLanguage().isEmpty()) {
            return Optional.empty();
        }
        List<Language> readable =
                ALL.stream().filter(language -> language.isReadIn(wanted)).toList();
        // RFC 4647, section 3.4: the longest prefix of the wish that we have.
        for (ULocale locale = wanted; !locale.getLanguage().isEmpty(); locale = locale.getFallback()) {
            String tag = locale.toLanguageTag();
            Optional<Language> match = readable.stream()
                    .filter(language -> language.tag.equals(tag))
                    .findFirst();
            if (match.isPresent()) {
                return match;
            }
        }
        return readable.stream().findFirst();
    }

    /** In English, for instance "Brazilian Portuguese". */
    public String name() {
        return locale().getDisplayNameWithDialect(ULocale.ENGLISH);
    }

    private boolean isReadIn(ULocale wanted) {
        ULocale ours = ULocale.addLikelySubtags(locale());
        ULocale theirs = ULocale.addLikelySubtags(wanted);
        return ours.getLanguage().equals(theirs.getLanguage())
                && ours.getScript().equals(theirs.getScript());
    }

    ULocale locale() {
        return ULocale.forLanguageTag(tag);
    }

    String direction() {
        return locale().isRightToLeft() ? "rtl" : "ltr";
    }
}
