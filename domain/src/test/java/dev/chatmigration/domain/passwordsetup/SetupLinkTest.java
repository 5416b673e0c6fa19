package dev.chatmigration.domain.passwordsetup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SetupLinkTest {
    private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(UTF_8);
    private static final LinkKey KEY = new LinkKey("2027-01", SECRET);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SetupLink link = SetupLink.issue(RANDOM, KEY, 17, 4_000_000_001L, 0);

    @Test
    void itsTokenIsTheSelectorAndAnHmacOfAllThatItStandsFor() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        var verifier = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(("set-password|" + link.selector() + "|17|4000000001|0").getBytes(UTF_8)));
        assertThat(link.token(KEY).text()).isEqualTo(link.selector() + "." + verifier);
        assertThat(link.verifierHash())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8))));
    }

    @Test
    void itsTokenIsTheSameEachTimeItIsMailed() {
        var stored = new SetupLink(link.selector(), 17, 4_000_000_001L, 0, "2027-01", link.verifierHash());
        assertThat(stored.token(new LinkKey("2027-01", SECRET))).isEqualTo(link.token(KEY));
    }

    @Test
    void itHoldsNothingThatActs() {
        assertThat(link.toString()).doesNotContain(link.token(KEY).verifier());
    }

    @Test
    void itsTokenOpensItAndNoOther() {
        var another = SetupLink.issue(RANDOM, KEY, 17, 4_000_000_001L, 1);
        assertThat(link.matches(link.token(KEY))).isTrue();
        assertThat(link.matches(another.token(KEY))).isFalse();
        assertThat(link.matches(
                        new SetupToken(link.selector(), another.token(KEY).verifier())))
                .isFalse();
    }

    @Test
    void itStandsForOneAgentOfOneAccountInOneGeneration() {
        var verifier = link.token(KEY).verifier();
        assertThat(Verifier.derive(KEY, link.selector(), 17, 4_000_000_001L, 0)).isEqualTo(verifier);
        assertThat(Verifier.derive(KEY, link.selector(), 18, 4_000_000_001L, 0)).isNotEqualTo(verifier);
        assertThat(Verifier.derive(KEY, link.selector(), 17, 4_000_000_002L, 0)).isNotEqualTo(verifier);
        assertThat(Verifier.derive(KEY, link.selector(), 17, 4_000_000_001L, 1)).isNotEqualTo(verifier);
    }

    @Test
    void itIsNotRebuiltWithAnotherKey() {
        var anotherName = new LinkKey("2027-02", SECRET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link.token(anotherName))
                .withMessageContaining("made with key 2027-01, not with 2027-02");
        var otherBytes = SECRET.clone();
        otherBytes[0]++;
        var anotherSecret = new LinkKey("2027-01", otherBytes);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link.token(anotherSecret))
                .withMessageContaining("bytes that key 2027-01 has now");
    }

    @Test
    void itsSelectorsDoNotRepeat() {
        var selectors = new HashSet<String>();
        for (int agent = 0; agent < 1000; agent++) {
            var issued = SetupLink.issue(RANDOM, KEY, 17, agent, 0);
            selectors.add(issued.selector());
            assertThat(SetupToken.parse(issued.token(KEY).text())).contains(issued.token(KEY));
        }
        assertThat(selectors).hasSize(1000);
    }

    @Test
    void aKeyNeverShowsItsBytesAndKeepsItsOwn() {
        var bytes = SECRET.clone();
        var key = new LinkKey("2027-01", bytes);
        Arrays.fill(bytes, (byte) 0);
        assertThat(key).hasToString("LinkKey[2027-01]");
        assertThat(link.token(key)).isEqualTo(link.token(KEY));
    }

    @Test
    void aKeyIsLongEnoughAndNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkKey("short", new byte[31]))
                .withMessage("The link key short has 31 bytes; at least 32 are expected");
        assertThatIllegalArgumentException().isThrownBy(() -> new LinkKey("", new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> new LinkKey("a|b", new byte[32]));
    }
}
