package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTests {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7/32, 192.0.2.7",
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.*, 192.0.2.0/24",
        "198.51.*.*, 198.51.0.0/16",
        "203.*.*.*, 203.0.0.0/8",
        "*.*.*.*, 0.0.0.0/0",
        "0.0.0.0/0, 0.0.0.0/0",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "255.255.255.254/31, 255.255.255.254/31",
        "192.0.2.0/255.255.255.0, 192.0.2.0/24",
        "192.0.2.7/255.255.255.255, 192.0.2.7",
        "0.0.0.0/0.0.0.0, 0.0.0.0/0",
        "192.0.2.77/24, 192.0.2.0/24",
        "::ffff:192.0.2.7, 192.0.2.7",
        "::FFFF:c000:207, 192.0.2.7",
        "::ffff:192.0.2.0/120, 192.0.2.0/24",
        "::ffff:0:0/96, 0.0.0.0/0",
        "2001:DB8::1, 2001:db8::1",
        "2001:0db8:0:0:0:0:0:1/128, 2001:db8::1",
        "2001:db8::/32, 2001:db8::/32",
        "2001:db8::5/32, 2001:db8::/32",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
        "::, ::",
        "::/0, ::/0",
        "::ffff:192.0.2.7/95, ::fffe:0:0/95",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void anEntryThatIsUnderstoodIsMissingInOneNotation(String entry, String missing) {
        assertThat(inChat(entry).missing()).containsExactly(missing);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "192.0.2.07, leading-zero",
                "010.0.0.1, leading-zero",
                "192.0.2.00, leading-zero",
                "192.0.2.0/024, leading-zero",
                "192.0.2.0/00, leading-zero",
                "192.0.2.0/255.255.255.000, leading-zero",
                "::ffff:192.0.2.07, leading-zero",
                "10.1, short-form",
                "192.0.2, short-form",
                "192.0.*, short-form",
                "10/8, short-form",
                "*, short-form",
                "0x0a.0.0.1, hexadecimal",
                "0xC0000207, hexadecimal",
                "3221225991, decimal",
                "192.0.2.256, octet",
                "192.0.2.99999999999999, octet",
                "192.0.2.0/33, prefix",
                "192.0.2.0/, prefix",
                "192.0.2.0/+8, prefix",
                "192.0.2.0/24/24, prefix",
                "2001:db8::/129, prefix",
                "192.0.2.0/0.0.0.255, netmask-invalid",
                "192.0.2.0/255.0.255.0, netmask-invalid",
                "192.0.2.7/0.0.0.0, netmask-invalid",
                "2001:db8::/ffff:ffff::, netmask-invalid",
                "192.0.*.0/24, asterisk",
                "192.0.2.*/24, asterisk",
                "192.0.2.0/255.255.*.*, asterisk",
                "192.0.2.1*, asterisk",
                "192.0.2.**, asterisk",
                "2001:db8::*, asterisk",
                "192.0.2.1-192.0.2.9, range",
                "192.0.2.1-9, range",
                "2001:db8::1-2001:db8::9, range",
                "fe80::1%eth0, zone-id",
                "192.0.2.7%1, zone-id",
                "'192.0.2.7,192.0.2.8', separator",
                "192.0.2.7;192.0.2.8, separator",
                "192.0.2.7 192.0.2.8, separator",
                "192.0.2.\u0667, foreign-character",
                "192\uFF0E0.2.7, foreign-character",
                "192.0.2.7\u00A0, foreign-character",
                "\uFEFF192.0.2.7, foreign-character",
                "192.0\u0000.2.7, foreign-character",
                "\uD83D\uDE00, foreign-character",
                "office.example, not-an-address",
                "my-office.example, not-an-address",
                "192.0.2.7., not-an-address",
                "192.0.2..7, not-an-address",
                "192.0.2.7.9, not-an-address",
                "192.0.2.7:8080, not-an-address",
                "http://192.0.2.7/, not-an-address",
                "[2001:db8::1], not-an-address",
                "2001:db8, not-an-address",
                "2001::db8::1, not-an-address",
                "2001:db8:::1, not-an-address",
                "1:2:3:4::5:6:7:8, not-an-address",
                "1:2:3:4:5:6:7:8:9, not-an-address",
                "02001:db8::1, not-an-address",
                ":, not-an-address",
                "/, not-an-address",
                ".., not-an-address",
                "1_.2.3.4, not-an-address",
            })
    void anEntryThatProgramsReadDifferentlyIsAnErrorWithItsPosition(String entry, String code) {
        IpReconciliation result = new IpReconciler()
                .reconcile(AllowList.chat(true, List.of("192.0.2.7", entry)), AllowList.support(true, "192.0.2.7"));

        assertThat(result.missing()).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.PARTLY_COVERED);
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.list()).isEqualTo(Side.CHAT);
            assertThat(problem.entry()).isEqualTo(entry);
            assertThat(problem.position()).isEqualTo(2);
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.text()).isNotBlank();
            assertThat(problem.isInvalid()).isTrue();
            assertThat(problem.isSuspicious()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77/24, host-bits-set",
        "2001:db8::5/32, host-bits-set",
        "0.0.0.0/0, everything",
        "*.*.*.*, everything",
        "::/0, everything",
        "128.0.0.0/1, very-wide",
        "12.0.0.0/7, very-wide",
        "2000::/3, very-wide",
        "2001:da8::/31, very-wide",
        "0.1.2.3, this-network",
        "::, this-network",
        "127.0.0.1, loopback",
        "::1, loopback",
        "169.254.1.1, link-local",
        "fe80::1, link-local",
        "224.0.0.1, multicast",
        "ff02::1, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "10.0.0.0/8, private",
        "10.*.5.1, private",
        "172.31.255.255, private",
        "192.168.*.*, private",
        "192.168.*.7, private",
        "100.64.0.0/10, carrier-nat",
        "fd12:3456::1, unique-local",
    })
    void anEntryHardlyMeantLikeThatIsUsedAndSuspicious(String entry, String code) {
        assertThat(inChat(entry).missing()).isNotEmpty();
        assertThat(problemsOf(entry))
                .filteredOn(Problem::isSuspicious)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.isInvalid()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.0.0.0/8",
                "172.0.0.0/8",
                "172.15.255.255",
                "172.32.0.0/16",
                "100.128.0.0/16",
                "192.0.2.0/24",
                "198.51.100.7",
                "203.0.113.*",
                "*.*.*.5",
                "2001:db8::/32",
                "::2",
            })
    void anOrdinaryEntryIsNotSuspicious(String entry) {
        assertThat(problemsOf(entry)).filteredOn(Problem::isSuspicious).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:192.0.2.7, mapped-address, read as 192.0.2.7",
        "192.0.2.0/255.255.255.0, netmask, read as 192.0.2.0/24",
    })
    void anEntryInAnotherNotationIsNormalisedAndSaidSo(String entry, String code, String text) {
        assertThat(problemsOf(entry)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.text()).endsWith(text);
            assertThat(problem.isInvalid()).isFalse();
            assertThat(problem.isSuspicious()).isFalse();
        });
    }

    @Test
    void aWarningAboutHostBitsShowsTheBlock() {
        assertThat(problemsOf("203.0.113.77/255.255.255.0"))
                .extracting(Problem::code, problem -> problem.text().endsWith("read as 203.0.113.0/24"))
                .containsExactly(tuple("netmask", true), tuple("host-bits-set", true));
    }

    @Test
    void anEmptyEntryBetweenOthersIsAnErrorWithItsPosition() {
        IpReconciliation result = new IpReconciler()
                .reconcile(
                        AllowList.chat(true, Arrays.asList("192.0.2.7", " ", "192.0.2.8")),
                        AllowList.support(true, "192.0.2.*"));

        assertThat(result.problems())
                .containsExactly(new Problem(Side.CHAT, "", 2, "empty", ProblemCode.EMPTY.explanation()));
    }

    @Test
    void asciiBlanksAroundAnEntryAreTrimmed() {
        IpReconciliation result = inChat("\t 192.0.2.7 \r\n");

        assertThat(result.missing()).containsExactly("192.0.2.7");
        assertThat(problemsOf("\t 192.0.2.7 \r\n")).isEmpty();
    }

    @Test
    void entriesOfSupportAreSeparatedByAnyAsciiBlanks() {
        AllowList list = AllowList.support(true, "  192.0.2.7\t198.51.100.7\r\n203.0.113.7 ");

        assertThat(list.entries()).containsExactly("192.0.2.7", "198.51.100.7", "203.0.113.7");
    }

    @Test
    void aHugeEntryIsAnErrorLikeAnyOther() {
        for (String piece : List.of("1", ".", ":", "*", "a", "-", "/", "::", "0x", "1.", "1:")) {
            assertThat(problemsOf(String.join("", Collections.nCopies(20_000, piece))))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.isInvalid()).isTrue());
        }
    }

    @Test
    void everyCodeIsStableDistinctAndExplained() {
        assertThat(ProblemCode.values())
                .allSatisfy(code -> {
                    assertThat(code.code()).matches("[a-z]+(-[a-z]+)*");
                    assertThat(code.explanation()).isNotBlank();
                    assertThat(ProblemCode.of(code.code())).contains(code);
                })
                .extracting(ProblemCode::code)
                .doesNotHaveDuplicates();
    }

    /** What becomes of the entry beside a Support list that lets nobody in. */
    private static IpReconciliation inChat(String entry) {
        return new IpReconciler().reconcile(AllowList.chat(true, List.of(entry)), AllowList.support(true, "nobody"));
    }

    private static List<Problem> problemsOf(String entry) {
        return inChat(entry).problems().stream()
                .filter(problem -> problem.list() == Side.CHAT)
                .filter(problem -> !problem.code().equals("not-carriable"))
                .toList();
    }
}
