package dev.chatmigration.pagefetching;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first and the last address of every block, and their neighbours outside. */
class SpecialAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, a private address",
        "10.255.255.255, a private address",
        "172.16.0.0, a private address",
        "172.31.255.255, a private address",
        "192.168.0.0, a private address",
        "192.168.255.255, a private address",
        "100.64.0.0, a carrier-grade NAT address",
        "100.127.255.255, a carrier-grade NAT address",
        "127.0.0.1, a loopback address",
        "127.255.255.255, a loopback address",
        "169.254.0.0, a link-local address",
        "169.254.255.255, a link-local address",
        "198.18.0.0, an address of benchmarks",
        "198.19.255.255, an address of benchmarks",
        "::1, a loopback address",
        "::ffff:127.0.0.1, a loopback address",
        "::ffff:10.1.2.3, a private address",
        "fc00::, a unique-local address",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a unique-local address",
        "fe80::1, a link-local address",
        "febf::1, a link-local address",
        "fec0::1, a site-local address",
        "feff::1, a site-local address",
        "64:ff9b::10.0.0.1, a private address behind NAT64",
        "64:ff9b::127.0.0.1, a loopback address behind NAT64",
    })
    void addressesOfTheOwnMachineAndNetworkAreRefusedUnlessAllowed(String address, String what) throws Exception {
        assertThat(SpecialAddresses.refusal(at(address), false)).contains(what);
        assertThat(SpecialAddresses.refusal(at(address), true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, an unspecified address",
        "0.255.255.255, an unspecified address",
        "169.254.169.254, cloud metadata",
        "169.254.170.2, cloud metadata",
        "100.100.100.200, cloud metadata",
        "168.63.129.16, cloud metadata",
        "192.0.0.192, cloud metadata",
        "::ffff:169.254.169.254, cloud metadata",
        "64:ff9b::169.254.169.254, cloud metadata behind NAT64",
        "fd00:ec2::254, cloud metadata",
        "fd20:ce::254, cloud metadata",
        "192.0.0.0, an address of protocols",
        "192.0.0.255, an address of protocols",
        "192.0.2.0, an address of documentation",
        "192.0.2.255, an address of documentation",
        "198.51.100.0, an address of documentation",
        "203.0.113.255, an address of documentation",
        "192.88.99.1, an address of 6to4 relays",
        "224.0.0.0, a multicast address",
        "239.255.255.255, a multicast address",
        "240.0.0.0, a reserved address",
        "255.255.255.255, a reserved address",
        "::, the unspecified address",
        "::2, an IPv4-compatible address",
        "::10.0.0.1, an IPv4-compatible address",
        "64:ff9b:1::1, an address of local NAT64",
        "100::1, a discard-only address",
        "100:0:0:1::1, a dummy prefix",
        "'2001:0:a00:1::1', 'an address of protocols, Teredo among them'",
        "2001:2::1, 'an address of protocols, Teredo among them'",
        "2001:1ff::1, 'an address of protocols, Teredo among them'",
        "2001:db8::1, an address of documentation",
        "2001:db8:ffff::1, an address of documentation",
        "2002:a00:1::1, an address of 6to4",
        "2002:7f00:1::1, an address of 6to4",
        "3fff::1, an address of documentation",
        "3fff:fff::1, an address of documentation",
        "5f00::1, a segment identifier",
        "4000::1, an address outside of global unicast",
        "1fff::1, an address outside of global unicast",
        "ff02::1, a multicast address",
    })
    void addressesWhereNoPageCanBeAreRefusedWhateverIsAllowed(String address, String what) throws Exception {
        assertThat(SpecialAddresses.refusal(at(address), false)).contains(what);
        assertThat(SpecialAddresses.refusal(at(address), true)).contains(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "203.0.114.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "2003::1",
                "2606:4700::1",
                "3ffe::1",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8",
            })
    void addressesOfThePublicInternetAreFine(String address) throws Exception {
        assertThat(SpecialAddresses.refusal(at(address), false)).isEmpty();
    }

    private static InetAddress at(String address) throws UnknownHostException {
        return InetAddress.getByName(address);
    }
}
