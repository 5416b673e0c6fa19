package dev.chatmigration.pagefetching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example/",
        "HTTPS://Shop.Example:443/A?b=c#d, https://shop.example/A?b=c",
        "http://shop.example:80/, http://shop.example/",
        "https://shop.example:/a, https://shop.example/a",
        "https://shop.example?q=1, https://shop.example/?q=1",
        "https://bücher.example/straße über, https://xn--bcher-kva.example/stra%C3%9Fe%20%C3%BCber",
        "https://shop.example/a%20b%zz|c, https://shop.example/a%20b%25zz%7Cc",
        "https://shop.example/'\"<>{}', https://shop.example/'%22%3C%3E%7B%7D'",
        "http://[2606:4700::1]/, http://[2606:4700::1]/",
    })
    void anAddressIsReadAsABrowserReadsIt(String written, String read) throws Exception {
        assertThat(PageAddress.of(written, false).uri()).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://shop.example/, only http:// and https://",
        "file:///etc/passwd, only http:// and https://",
        "https:/shop.example, only http:// and https://",
        "https:///path, is no host",
        "https://ann:secret@shop.example/, user name",
        "https://shop.example@evil.example/, user name",
        "https://shop.example:8443/, port 8443",
        "https://shop.example:0/, port 0",
        "https://shop.example:99999/, port 99999",
        "https://sh op.example/, is no host",
        "https://shop.example%2e/, is no host",
        "https://[::1, is no host",
        "https://[fe80::1%25eth0]/, is no host",
        "https://-/, is no host",
    })
    void anAddressThatIsNoPageIsRefused(String written, String why) {
        assertThatThrownBy(() -> PageAddress.of(written, false)).isInstanceOf(FetchRefused.class);
        assertThatThrownBy(() -> PageAddress.of(written, false)).hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ann:secret@shop.example/", "https://ann:secret@shop.example:1/"})
    void aPasswordInAnAddressIsNotRepeated(String written) {
        assertThatThrownBy(() -> PageAddress.of(written, false)).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "b, https://shop.example/a/b",
        "/b, https://shop.example/b",
        "?x=1, https://shop.example/a/page?x=1",
        "../up#part, https://shop.example/up",
        "//www.shop.example/, https://www.shop.example/",
        "https://other.example/ä, https://other.example/%C3%A4",
        "http://other.example:8080/, refused",
        "http://other.example/, refused",
        "javascript:alert(1), refused",
        "https://u@other.example/, refused",
    })
    void aRedirectLeadsWhereABrowserWouldGoOrNowhere(String location, String next) throws Exception {
        PageAddress from = PageAddress.of("https://shop.example/a/page?q", false);
        if (next.equals("refused")) {
            assertThatThrownBy(() -> from.redirectedTo(location, false)).isInstanceOf(FetchRefused.class);
        } else {
            assertThat(from.redirectedTo(location, false).uri()).hasToString(next);
        }
    }
}
