package dev.chatmigration.generating;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Chance that can be repeated. Only those methods of {@link Random} are used whose algorithm its documentation fixes, so
 * that every JDK throws the same.
 */
final class Dice {
    private final Random random;

    private Dice(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Dice for one purpose and one account. Each has its own, so that a change to what pages look like leaves people
     * as they were.
     */
    static Dice of(long seed, String purpose, long index) {
        return new Dice(scramble(scramble(scramble(seed) + purpose.hashCode()) + index));
    }

    /** The finalizer of SplitMix64. Neighbouring seeds would otherwise start with nearly the same numbers. */
    private static long scramble(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    boolean perMille(int rate) {
        return random.nextInt(1000) < rate;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** One of the two whole numbers around the value, such that the mean of many throws is the value. */
    int around(double value) {
        int whole = (int) Math.floor(value);
        return whole + (random.nextInt(1_000_000) < (value - whole) * 1_000_000 ? 1 : 0);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    String characters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** A whole second at or after {@code from} and before {@code to}. */
    Instant instant(Instant from, Instant to) {
        return from.plusSeconds(
                random.nextInt(Math.toIntExact(Duration.between(from, to).toSeconds())));
    }
}
