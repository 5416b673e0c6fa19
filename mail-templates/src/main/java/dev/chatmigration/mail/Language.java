package dev.chatmigration.mail;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How a reader is written to: in the words of a language we have, with dates, numbers and lists as the reader's region
 * writes them. There is one language of words per {@code messages_<tag>.properties} on the class path, and nothing else
 * lists them.
 *
 * @param tag the BCP 47 tag of the reader, for instance {@code en-GB}
 * @param words the BCP 47 tag of the words, for instance {@code en}
 */
public record Language(String tag, String words) {

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

    /** What was found for a wish, which takes longer to find than a sentence to say. Wishes come from outside: not all are kept. */
    private static final Map<String, Optional<Language>> CLOSEST = new ConcurrentHashMap<>();

    private static final int KEPT = 1_000;

    /** RFC 5646, section 4.4.1: what any wish that makes sense has room in. */
    private static final int LONGEST_KEPT = 35;

    private static final Map<String, ULocale> LOCALES = new ConcurrentHashMap<>();

    // Those whose way of writing dates and numbers is known.
    private static final Set<ULocale> KNOWN = Set.of(ULocale.getAvailableLocales());

    public Language {
        if (!Messages.exist(words)) {
            throw new IllegalArgumentException("No messages for language '" + words + "'");
        }
    }

    /** For the readers whom the words were written for. */
    public Language(String tag) {
        this(tag, tag);
    }

    /** Every language there are words of, by tag. */
    public static List<Language> all() {
        return ALL;
    }

    /**
     * The recipient's language, else the account's, else English. A regional variant is written to in the words of its
     * language, and a language in those of the variant we have, as long as the reader knows the script.
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
        Optional<Language> known = CLOSEST.get(wish);
        if (known != null) {
            return known;
        }
        Optional<Language> found = find(wish);
        if (wish.length() <= LONGEST_KEPT && CLOSEST.size() < KEPT) {
            CLOSEST.put(wish, found);
        }
        return found;
    }

    private static Optional<Language> find(String wish) {
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
                return match.map(language -> language.readIn(wanted));
            }
        }
        return readable.stream().findFirst().map(language -> language.readIn(wanted));
    }

    // Without extensions: a wish for another calendar or other digits would not fit the words around the date.
    private Language readIn(ULocale wanted) {
        ULocale reader = new ULocale.Builder()
                .setLanguage(wanted.getLanguage())
                .setScript(wanted.getScript())
                .setRegion(wanted.getCountry())
                .build();
        boolean asTheWords = ULocale.minimizeSubtags(reader).equals(ULocale.minimizeSubtags(locale()));
        return asTheWords || !KNOWN.contains(reader) ? this : new Language(reader.toLanguageTag(), words);
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

    /** The reader's. */
    ULocale locale() {
        return LOCALES.computeIfAbsent(tag, ULocale::forLanguageTag);
    }

    String direction() {
        return locale().isRightToLeft() ? "rtl" : "ltr";
    }
}
