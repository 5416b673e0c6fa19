package dev.chatmigration.maildispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "Ann.Lee+x@Shop.Example, Ann.Lee+x@shop.example",
        "ann@faß.de, ann@xn--fa-hia.de",
        "ann@müller.example, ann@xn--mller-kva.example",
        "jörg@shop.example, jörg@shop.example"
    })
    void travelsWithTheDomainInAscii(String address, String travelling) throws Exception {
        assertThat(MailAddress.of(address).unnamed().getAddress()).isEqualTo(travelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@shop.example",
                "ann@",
                "ann@shop..example",
                "ann@shop_1.example",
                "a\"b@shop.example",
                "a b@shop.example",
                "ann>\r\nRCPT TO:<eve@evil.example@shop.example",
                "ann@shop.example\r\nBcc: eve@evil.example",
                "a..b@shop.example",
                "ann,eve@shop.example"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> MailAddress.of(address)).isInstanceOf(UnsendableMail.class);
    }

    @Test
    void onlyLettersBeyondAsciiBeforeTheAtSignNeedSmtpUtf8() throws Exception {
        assertThat(MailAddress.of("jörg@shop.example").isInternational()).isTrue();
        assertThat(MailAddress.of("joerg@müller.example").isInternational()).isFalse();
    }
}
