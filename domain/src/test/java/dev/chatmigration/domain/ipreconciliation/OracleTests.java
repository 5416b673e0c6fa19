package dev.chatmigration.domain.ipreconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Random lists, compared with an address library that does the same arithmetic in another way. */
class OracleTests {

    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allow_inet_aton(false)
            .setRangeOptions(RangeParameters.WILDCARD_ONLY)
            .getIPv4AddressParametersBuilder()
            .allowLeadingZeros(false)
            .allowPrefixLengthLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .allowPrefixLengthLeadingZeros(false)
            .getParentBuilder()
            .toParams();

    @Test
    void randomIpv4ListsAgreeWithTheLibrary() {
        compareRandomLists(10_000, 4, OracleTests::randomIpv4Block);
    }

    @Test
    void randomIpv6ListsAgreeWithTheLibrary() {
        compareRandomLists(2_000, 4, OracleTests::randomIpv6Block);
    }

    @Test
    void randomIpv4PatternsAgreeWithTheLibrary() {
        compareRandomLists(100, 12, OracleTests::randomIpv4Pattern);
    }

    @Test
    void addressesAtTheEndsOfBothFamiliesAgreeWithTheLibrary() {
        List<String> ends = List.of(
                "0.0.0.0",
                "0.0.0.1",
                "255.255.255.255",
                "255.255.255.254",
                "255.255.255.254/31",
                "255.0.0.0/8",
                "0.0.0.0/1",
                "128.0.0.0/1",
                "::",
                "::/1",
                "8000::/1",
                "::1",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe",
                "ffff:ffff:ffff:ffff:8000::/65",
                "ffff:ffff:ffff:ffff::/64",
                "0:0:0:1::/64");
        for (String chat : ends) {
            for (String support : ends) {
                compare(List.of(chat), List.of(support, "255.255.255.252/30", "ffff::/16"));
            }
        }
    }

    @Test
    void whatIsReadWithoutRemarkTheLibraryReadsAlike() {
        Random random = new Random(42);
        EntryParser parser = new EntryParser();
        String alphabet = "0011223456789..::/*afx-% ";
        List<String> seeds =
                List.of("192.0.2.7", "198.51.100.0/24", "203.0.*.*", "2001:db8::1", "2001:db8::/32", "1::");
        int understood = 0;
        for (int round = 0; round < 12_000; round++) {
            StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int change = random.nextInt(4); change > 0 && text.length() > 0; change--) {
                int at = random.nextInt(text.length());
                char character = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, character);
                    case 1 -> text.insert(at, character);
                    default -> text.deleteCharAt(at);
                }
            }
            String entry = text.toString();
            Entry read = parser.parse(entry);
            if (read.notices().stream().allMatch(notice -> notice.code().isSuspicious())
                    && read.notices().stream().noneMatch(notice -> notice.code() == ProblemCode.HOST_BITS_SET)
                    && !entry.endsWith("/0")) {
                understood++;
                assertThat(library(entry)).as(entry).isNotNull();
                assertThat(read)
                        .as(entry)
                        .extracting(OracleTests::bounds)
                        .isEqualTo(bounds(Objects.requireNonNull(library(entry))));
            }
        }
        assertThat(understood).isGreaterThan(3_000);
    }

    private static void compareRandomLists(int rounds, int mostEntries, Function<Random, String> entries) {
        Random random = new Random(rounds);
        for (int round = 0; round < rounds; round++) {
            compare(randomList(random, mostEntries, entries), randomList(random, mostEntries, entries));
        }
    }

    private static void compare(List<String> chat, List<String> support) {
        IpReconciliation result = new IpReconciler()
                .reconcile(AllowList.chat(true, chat), AllowList.support(true, String.join(" ", support)));

        List<IPAddress> wanted = chat.stream().map(OracleTests::library).toList();
        List<IPAddress> letIn = support.stream().map(OracleTests::library).toList();
        List<IPAddress> missing = new ArrayList<>();
        boolean isAnyLetIn = false;
        for (IPAddress entry : wanted) {
            List<IPAddress> remaining = List.of(entry);
            for (IPAddress other : letIn) {
                if (entry.getIPVersion() == other.getIPVersion()) {
                    isAnyLetIn |= entry.intersect(other) != null;
                    remaining = minus(remaining, other);
                }
            }
            missing.addAll(remaining);
        }
        assertThat(result.missing()).as("%s against %s", chat, support).isEqualTo(fewestBlocks(missing));
        assertThat(result.verdict())
                .as("%s against %s", chat, support)
                .isEqualTo(
                        !isAnyLetIn
                                ? Verdict.NOT_COVERED
                                : missing.isEmpty() ? Verdict.COVERED : Verdict.PARTLY_COVERED);
    }

    private static List<IPAddress> minus(List<IPAddress> addresses, IPAddress other) {
        List<IPAddress> remaining = new ArrayList<>();
        for (IPAddress address : addresses) {
            IPAddress[] parts = address.subtract(other);
            if (parts != null) {
                remaining.addAll(Arrays.asList(parts));
            }
        }
        return remaining;
    }

    private static List<String> fewestBlocks(List<IPAddress> addresses) {
        if (addresses.isEmpty()) {
            return List.of();
        }
        IPAddress[] others = addresses.subList(1, addresses.size()).toArray(new IPAddress[0]);
        return Arrays.stream(addresses.get(0).mergeToPrefixBlocks(others))
                .map(block -> block.isMultiple()
                        ? block.toCanonicalString()
                        : block.withoutPrefixLength().toCanonicalString())
                .toList();
    }

    private static IPAddress library(String entry) {
        return new IPAddressString(entry, STRICT).getAddress();
    }

    private static String bounds(Entry entry) {
        if (entry instanceof Entry.Ipv4 ipv4) {
            return Family.IPV4.text(ipv4.addresses().first()) + "-"
                    + Family.IPV4.text(ipv4.addresses().last());
        }
        if (entry instanceof Entry.Ipv6 ipv6) {
            return ipv6.addresses().first() + "-" + ipv6.addresses().last();
        }
        throw new AssertionError(entry);
    }

    private static String bounds(IPAddress address) {
        IPAddress lower = address.getLower().withoutPrefixLength();
        IPAddress upper = address.getUpper().withoutPrefixLength();
        return address.isIPv4() ? lower + "-" + upper : number(lower) + "-" + number(upper);
    }

    private static Address number(IPAddress ipv6) {
        return new Address(
                ipv6.getValue().shiftRight(64).longValue(), ipv6.getValue().longValue());
    }

    private static List<String> randomList(Random random, int mostEntries, Function<Random, String> entries) {
        return random.ints(1 + random.nextInt(mostEntries), 0, 2)
                .mapToObj(any -> entries.apply(random))
                .toList();
    }

    // A small neighbourhood, so that blocks meet, nest and touch; at times at the very end of the address space.
    private static String randomIpv4Block(Random random) {
        int prefix = 24 + random.nextInt(9);
        int last = random.nextInt(256) & -1 << (32 - prefix);
        int third = random.nextInt(2) + (random.nextInt(4) == 0 ? 254 : 100);
        return "255.255.%d.%d%s".formatted(Math.min(third, 255), last, prefix == 32 ? "" : "/" + prefix);
    }

    private static String randomIpv6Block(Random random) {
        int prefix = random.nextBoolean() ? 60 + random.nextInt(9) : 124 + random.nextInt(5);
        Address address = new Address(
                random.nextBoolean() ? -1 - random.nextInt(3) : 0x2001_0db8_0000_0000L + random.nextInt(20),
                (random.nextInt(3) - 1L) * (random.nextInt(16) + 1L));
        return Block.containing(Family.IPV6, address, prefix).toString();
    }

    private static String randomIpv4Pattern(Random random) {
        int last = 100 + random.nextInt(3);
        return switch (random.nextInt(4)) {
            case 0 -> "203.*.113." + last;
            case 1 -> "203." + last + ".*." + last;
            case 2 -> "203.%d.113.%d/31".formatted(last, last & -2);
            default -> "203.%d.113.*".formatted(last);
        };
    }
}
