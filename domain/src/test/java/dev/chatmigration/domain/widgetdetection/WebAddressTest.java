package dev.chatmigration.domain.widgetdetection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
            https://a.example/b?c#d => https a.example /b c
            HTTP://A.Example => http a.example / -
            //a.example/b => - a.example /b -
            a.example/b => - a.example /b -
            //a.example?b => - a.example / b
            //a.example#b?c => - a.example / -
            //a.example/b#c?d => - a.example /b -
            //a.example/? => - a.example / empty
            //a.example:8080/b => - a.example /b -
            a.example:8080/b => - a.example /b -
            //me@a.example/b => - a.example /b -
            //me:you@a.example:80/b => - a.example /b -
            //a.example./b => - a.example /b -
            ////a.example//b => - a.example /b -
            \\\\a.example\\b => - a.example /b -
            https:\\/\\/a.example\\/b => https a.example /b -
            https:a.example/b => https a.example /b -
            ht tps://a.ex ample/b => https a.example /b -
            //a.example/b?c&amp;d => - a.example /b c&d
            http:https://a.example/b => http a.example /b - malformed
            http:ftp://a.example/b => http ftp /a.example/b -
            ·//a.example/b => - a.example /b -
            //·.a.example/b => - .a.example /b -
            //b·a.example·/c => - empty /c -
            """)
    void isTakenApartAsABrowserDoes(String text, String parts) {
        var address = WebAddress.parse(text.replace('·', TemplateCode.UNKNOWN));
        assertThat((address.scheme().isEmpty() ? "-" : address.scheme()) + " "
                        + (address.host().isEmpty() ? "empty" : address.host()) + " " + address.path() + " "
                        + (address.query() == null ? "-" : address.query().isEmpty() ? "empty" : address.query())
                        + (address.malformed() ? " malformed" : ""))
                .isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/b, true",
        "//a.example/b, true",
        "\\\\a.example, true",
        "js/zopim.js, false",
        "/w, false",
        "a.example:80, false",
        "'', false"
    })
    void namesAHostWithASchemeOrTwoSlashes(String text, boolean named) {
        assertThat(WebAddress.namesHost(text)).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({
        "//a.example, true",
        "//b.a.example, true",
        "//ba.example, false",
        "//example, false",
        "//a.example.test, false"
    })
    void isOnADomainAndItsSubdomains(String text, boolean on) {
        assertThat(WebAddress.parse(text).isOn("a.example")).isEqualTo(on);
    }
}
