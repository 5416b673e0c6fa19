package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.CpuTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as long as nobody has them. The bounds leave room for a slow machine; what they catch takes minutes. */
class LargeListTests {

    private static final Duration SHORT = Duration.ofSeconds(10);

    private final Random random = new Random(7);

    @Test
    void tenThousandBlocksOnEachSide() {
        CpuTime.within(SHORT, () -> reconcile(entries(10_000, this::block), entries(10_000, this::block)));
    }

    @Test
    void tenThousandBlocksTakeAsMuchLongerAsTheyAreMore() {
        CpuTime.growsWithTheSizeAndNotItsSquare(10_000, size -> {
            List<String> chat = entries(size, this::block);
            List<String> support = entries(size, this::block);
            return () -> reconcile(chat, support);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"N.*.N.N *.N.N.N", "*.N.*.N N.N.N.0/24"})
    void tenThousandOfTheHeaviestPatternsOnEachSide(String shapes) {
        String[] shape = shapes.split(" ", -1);

        IpReconciliation result = CpuTime.within(
                SHORT,
                () -> reconcile(entries(10_000, any -> filled(shape[0])), entries(10_000, any -> filled(shape[1]))));

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
    }

    @Test
    void tenThousandIpv6BlocksOnEachSide() {
        IntFunction<String> block =
                any -> "2001:db8:%x:%x::/%d".formatted(random.nextInt(4), random.nextInt(65_536), 64);
        CpuTime.within(SHORT, () -> reconcile(entries(10_000, block), entries(10_000, block)));
    }

    @Test
    void tenThousandUnreadableEntriesOnEachSide() {
        IntFunction<String> unreadable = number -> "010.0.0." + number;
        CpuTime.within(SHORT, () -> reconcile(entries(10_000, unreadable), entries(10_000, unreadable)));
    }

    @Test
    void hundredsOfPatternsAgainstThousandsOfBlocks() {
        CpuTime.within(SHORT, () -> reconcile(entries(500, this::pattern), entries(5_000, this::block)));
    }

    @Test
    void thousandsOfBlocksAgainstHundredsOfPatterns() {
        CpuTime.within(SHORT, () -> reconcile(entries(5_000, this::block), entries(500, this::pattern)));
    }

    @Test
    void everyLastOctetOfTheWorldAgainstThousandsOfBlocks() {
        IpReconciliation result = CpuTime.within(
                SHORT, () -> reconcile(entries(256, number -> "*.*.*." + number), entries(5_000, this::block)));

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
    }

    @Test
    void thousandsOfPatternsOnEachSide() {
        CpuTime.within(SHORT, () -> reconcile(entries(2_000, this::pattern), entries(2_000, this::pattern)));
    }

    @Test
    void patternsThatAreDifferentInEveryCombinationOfOctets() {
        List<String> combined = new ArrayList<>();
        for (int octet = 0; octet < 256; octet++) {
            combined.add(octet + ".*.*." + random.nextInt(256));
            combined.add("*." + octet + ".*." + random.nextInt(256));
            combined.add("*.*." + octet + "." + random.nextInt(256));
        }
        IpReconciliation result = CpuTime.within(SHORT, () -> reconcile(List.of("128.0.0.0/1", "*.7.*.9"), combined));

        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
    }

    @Test
    void patternsThatCoverOnlyInCombination() {
        List<String> combined = new ArrayList<>();
        for (int octet = 0; octet < 256; octet++) {
            combined.add("*.*." + octet + ".9");
            if (octet % 2 == 0) {
                combined.add(octet + ".*.*.9");
                combined.add("*." + octet + ".*.9");
            }
        }
        IpReconciliation result = CpuTime.within(SHORT, () -> reconcile(List.of("*.*.*.9"), combined));

        assertThat(result.verdict()).isEqualTo(Verdict.COVERED);
    }

    private static IpReconciliation reconcile(List<String> chat, List<String> support) {
        return new IpReconciler()
                .reconcile(AllowList.chat(true, chat), AllowList.support(true, String.join(" ", support)));
    }

    private static List<String> entries(int size, IntFunction<String> entry) {
        return IntStream.range(0, size).mapToObj(entry).toList();
    }

    /** The shape with a number for each N. */
    private String filled(String shape) {
        return Pattern.compile("N").matcher(shape).replaceAll(any -> Integer.toString(octet()));
    }

    private String block(int any) {
        return random.nextInt(2) == 0
                ? "%d.%d.%d.0/24".formatted(octet(), octet(), octet())
                : "%d.%d.%d.%d".formatted(octet(), octet(), octet(), octet());
    }

    private String pattern(int any) {
        return switch (random.nextInt(4)) {
            case 0 -> "%d.*.%d.%d".formatted(octet(), octet(), octet());
            case 1 -> "*.%d.%d.%d".formatted(octet(), octet(), octet());
            case 2 -> "%d.*.*.%d".formatted(octet(), octet());
            default -> "%d.%d.*.%d".formatted(octet(), octet(), octet());
        };
    }

    private int octet() {
        return random.nextInt(256);
    }
}
