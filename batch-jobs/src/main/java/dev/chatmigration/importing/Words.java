package dev.chatmigration.importing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The words that a field may hold and what they mean, in an order that does not change from run to run. */
final class Words {
    private Words() {}

    @SafeVarargs
    static <E> Map<String, E> of(Function<E, String> label, E... values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(label.apply(value), value);
        }
        return words;
    }

    /** How the feed writes most constants: {@code ADD_MISSING} is {@code add-missing}. */
    static String hyphenated(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
