package dev.chatmigration.generating;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name as people write it, and as it looks in an address.
 *
 * @param plain lower-case ASCII letters
 */
record Word(String written, String plain) {

    /** {@code Léa}, or with its romanisation {@code 陽菜/Hina}. */
    static Word parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Word(text, plain(text))
                : new Word(text.substring(0, slash), plain(text.substring(slash + 1)));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
