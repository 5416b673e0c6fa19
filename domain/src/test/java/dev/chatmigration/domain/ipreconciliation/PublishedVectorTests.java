package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What specifications and the tests of other programs accept and refuse: RFC 4291, section 2, RFC 5952, sections 1 to 5, and
 * the regression tests of PostgreSQL's {@code inet} and Python's {@code ipaddress}, as far as they bear on entries.
 */
class PublishedVectorTests {

    @ParameterizedTest
    @CsvSource({
        // RFC 4291
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "FF01:0:0:0:0:0:0:101, ff01::101",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:13.1.68.3, ::d01:4403",
        "0:0:0:0:0:FFFF:129.144.52.38, 129.144.52.38",
        "::FFFF:129.144.52.38, 129.144.52.38",
        "2001:0DB8:0000:CD30:0000:0000:0000:0000/60, 2001:db8:0:cd30::/60",
        "2001:0DB8::CD30:0:0:0:0/60, 2001:db8:0:cd30::/60",
        "2001:0DB8:0:CD30::/60, 2001:db8:0:cd30::/60",
        "2001:0DB8::CD30/60, 2001:db8::/60",
        "2001:0DB8::CD3/60, 2001:db8::/60",
        "2001:0DB8:0:CD30:123:4567:89AB:CDEF/60, 2001:db8:0:cd30::/60",
        // RFC 5952
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "2001:db8:aaaa:bbbb:cccc:dddd:0:1, 2001:db8:aaaa:bbbb:cccc:dddd:0:1",
        // PostgreSQL
        "192.168.1.226/24, 192.168.1.0/24",
        "192.168.1.0/26, 192.168.1.0/26",
        "10.1.2.3/8, 10.0.0.0/8",
        "11.1.2.3/8, 11.0.0.0/8",
        "10:23::f1, 10:23::f1",
        "10:23::f1/64, 10:23::/64",
        "10:23::8000/113, 10:23::8000/113",
        "::ffff:1.2.3.4, 1.2.3.4",
        "::4.3.2.1/24, ::/24",
        // Python
        "1.2.3.4/32, 1.2.3.4",
        "1.2.3.4/255.255.255.0, 1.2.3.0/24",
        "10.0.0.0/255.0.0.0, 10.0.0.0/8",
        "2001:658:22a:cafe:200::1, 2001:658:22a:cafe:200::1",
        "2001:0658:022a:cafe:0200::1/64, 2001:658:22a:cafe::/64",
        "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
        "::7:6:5:4:3:2:0, 0:7:6:5:4:3:2:0",
        "7:6:5:4:3:2:1::, 7:6:5:4:3:2:1:0",
        "0:0:0:0:0:0:0:1/128, ::1",
    })
    void anEntryThatAllAccept(String entry, String normalised) {
        IpReconciliation result = reconcile(entry);

        assertThat(result.missing()).containsExactly(normalised);
        assertThat(reconcile(normalised).missing()).containsExactly(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // RFC 4291: a group is not completed on its right.
                "2001:0DB8:0:CD3/60",
                // PostgreSQL
                "1234::1234::1234",
                // Python, IPv4
                "016.016.016.016",
                "000.000.000.000",
                "01.2.3.40",
                "0x0a.0x0a.0x0a.0x0a",
                "0xa.10.10.10",
                "127",
                "127.0.0",
                "127.0.0.1.2",
                "127.0.0.0.1.2",
                "42.42.42.42.42",
                "42.42.42",
                "42.42..42.42",
                "42.42.42.42.",
                ".42.42.42.42",
                "...",
                "42.42.42.-42",
                "42.42.42.~42",
                "42.42.42.xx",
                "257.0.0.0",
                "192.168.0.999",
                "12345.67899.-54321.-98765",
                "1.2.3.4/",
                "1.2.3.4/0.0.0.0.",
                "1.2.3.4/-1",
                "1.2.3.4/33",
                "1.2.3.4/1.a.2.3",
                "1.2.3.4/0xff.0.0.0",
                "10/8",
                // Python, IPv6
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:",
                ":1:2:3:4:5:6:7:8",
                "9:8:7:6:5:4:3::2:1",
                "10:9:8:7:6:5:4:3:42.42.42.42",
                "1:2:3:4:5:6:7:8:9:10",
                ":::",
                "0:::",
                "::0:",
                ":1",
                "1::1::1",
                "::1.2.3.4::",
                "1.2.3.4::",
                "::1.2.3",
                "::1.2.3.4.5",
                "::10.256.0.1",
                "::00.4.55.342",
                "::02001",
                "2001:888888::1",
                "::g",
                "::0x1",
                "::1/129",
                "::1/-1",
                "::1/1:2",
                "::1/255.0.0.0",
                "fe80::1%1",
                "::1%scope",
                "::1/64%scope",
            })
    void anEntryThatIsRefused(String entry) {
        IpReconciliation result = reconcile(entry);

        assertThat(result.missing()).isEmpty();
        assertThat(result.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.isInvalid()).isTrue());
    }

    @Test
    void noTextWhateverMakesTheReadingFail() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        String alphabet =
                "0129af.:/*-%,; \t\u0000\u0007\u001b\u007f\u0085\u00a0\u0663\u2028\u202e\ufeff\uff0e\uff10\ud83d\ude00";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(round % 500 == 0 ? 50_000 : 30);
            while (text.length() < length) {
                text.append(
                        random.nextInt(10) == 0
                                ? (char) random.nextInt(0x10000)
                                : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String hostile = text.toString();

            IpReconciliation asChat = new IpReconciler()
                    .reconcile(AllowList.chat(true, List.of(hostile)), AllowList.support(true, "192.0.2.0/24"));
            IpReconciliation asSupport = new IpReconciler()
                    .reconcile(AllowList.chat(true, List.of("192.0.2.0/24")), AllowList.support(true, hostile));

            // Either the entry is understood, or it says why not and lets nobody in.
            boolean isRefused = asChat.problems().stream().anyMatch(Problem::isInvalid);
            assertThat(asChat.missing().isEmpty() && asChat.verdict() == Verdict.NOT_COVERED)
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(isRefused);
            assertThat(asSupport.verdict()).as("seed %d, round %d", seed, round).isNotEqualTo(Verdict.NOT_RESTRICTED);
        }
    }

    private static IpReconciliation reconcile(String entry) {
        return new IpReconciler()
                .reconcile(AllowList.chat(true, List.of(entry)), AllowList.support(true, "203.0.113.1"));
    }
}
