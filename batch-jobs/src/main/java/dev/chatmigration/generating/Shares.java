package dev.chatmigration.generating;

import java.util.ArrayList;
import java.util.List;

/** Values with their shares in a thousand. */
final class Shares<T> {
    private static final int WHOLE = 1000;

    private final List<T> values = new ArrayList<>();
    private final List<Integer> upTo = new ArrayList<>();

    static <T> Shares<T> of(int share, T value) {
        return new Shares<T>().and(share, value);
    }

    Shares<T> and(int share, T value) {
        int total = share + (upTo.isEmpty() ? 0 : upTo.get(upTo.size() - 1));
        if (share <= 0 || total > WHOLE) {
            throw new IllegalArgumentException(
                    "Share of " + value + ": " + share + ", which makes " + total + " in all; expected 1 to " + WHOLE);
        }
        values.add(value);
        upTo.add(total);
        return this;
    }

    /** The last value takes what the others leave. */
    Shares<T> rest(T value) {
        return and(WHOLE - upTo.get(upTo.size() - 1), value);
    }

    T draw(Dice dice) {
        int thrown = dice.below(WHOLE);
        for (int i = 0; i < values.size(); i++) {
            if (thrown < upTo.get(i)) {
                return values.get(i);
            }
        }
        throw new IllegalStateException("The shares of " + values + " make less than " + WHOLE);
    }
}
