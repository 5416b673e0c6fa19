package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The work of a comparison in entries looked at, which no busy machine changes. */
class EffortTests {

    private static final long PLENTY = Long.MAX_VALUE;

    @Test
    void blocksAgainstBlocksNeedNone() {
        Effort effort = new Effort(0);

        MissingIpv4 missing = MissingIpv4.of(
                entries(10_000, number -> Ipv4Notation.text(0xC6330000 + 2 * number)),
                entries(10_000, number -> Ipv4Notation.text(0xC6330001 + 2 * number)),
                effort);

        assertThat(missing.lines()).hasSize(10_000);
        assertThat(effort.spent()).isZero();
    }

    @Test
    void anEntryThatOneEntryHoldsNeedsNone() {
        Effort effort = new Effort(0);

        MissingIpv4 missing = MissingIpv4.of(
                entries(10_000, EffortTests::pattern), entries(200, number -> (1 + number) + ".*.*.*"), effort);

        assertThat(missing.lines()).isEmpty();
        assertThat(effort.spent()).isZero();
    }

    @Test
    void twiceTheEntriesNeedTwiceTheWork() {
        long once = spentOn(200);
        long twice = spentOn(400);

        assertThat(twice).isBetween(once, once * 5 / 2);
    }

    @Test
    void whatNeedsMoreIsListedWholeAndSaidSo() {
        Effort effort = new Effort(1_000);
        Ipv4Set chat = entries(1, any -> "*.*.*.9");
        MissingIpv4 missing =
                MissingIpv4.of(chat, entries(3_000, number -> number % 256 + ".*." + number / 256 + ".*"), effort);

        assertThat(missing.lines()).containsExactly("*.*.*.9");
        assertThat(missing.isListedWhole(chat.patterns().get(0))).isTrue();
        assertThat(effort.spent()).isGreaterThan(1_000).isLessThan(10_000);
    }

    @Test
    void whatSupportDoesNotTouchIsExactEvenWithoutAnyLeft() {
        Ipv4Set chat = entries(1, any -> "*.1.*.9");
        MissingIpv4 missing = MissingIpv4.of(chat, entries(1, any -> "*.*.*.8"), new Effort(0));

        assertThat(missing.lines()).containsExactly("*.1.*.9");
        assertThat(missing.isListedWhole(chat.patterns().get(0))).isFalse();
    }

    private static long spentOn(int size) {
        Effort effort = new Effort(PLENTY);
        MissingIpv4.of(entries(size, EffortTests::pattern), entries(size, number -> pattern(number) + "8"), effort);
        return effort.spent();
    }

    private static String pattern(int number) {
        return (1 + number % 200) + ".*." + number / 200 + ".7";
    }

    private static Ipv4Set entries(int size, IntFunction<String> entry) {
        ReadList read = ReadList.of(
                AllowList.chat(true, IntStream.range(0, size).mapToObj(entry).toList()));
        assertThat(read.hasInvalidEntries()).isFalse();
        return Ipv4Set.of(read.ipv4().stream().map(Placed::addresses).toList());
    }
}
