package dev.chatmigration.domain.agentmerge;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.SpoofChecker;
import dev.chatmigration.domain.account.EmailAddress;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
    private final Random random = new Random(3);

    @Test
    void addressesOfAsciiLookAsTheCheckerSaysTheyDo() {
        SpoofChecker checker = new SpoofChecker.Builder().build();
        for (int i = 0; i < 1_000; i++) {
            EmailAddress address = EmailAddress.parse(
                            text("abilmorswvz0159IOM!#$%&'*+-/=?^_`{|}~") + "@Atelier1.EXAMPLE")
                    .orElseThrow();
            assertThat(LookAlikes.skeleton(address))
                    .isEqualTo(checker.getSkeleton(address.display().toLowerCase(Locale.ROOT)));
            assertThat(LookAlikes.isDisguised(address)).isFalse();
        }
    }

    @Test
    void namesAreFoldedAlikeWithAndWithoutAnAccent() {
        for (int i = 0; i < 1_000; i++) {
            String name = text("abcIiLKSsZ  ");
            assertThat(LookAlikes.fold(name)).as(name).isEqualTo(LookAlikes.fold(name + '\u0301'));
        }
    }

    private String text(String letters) {
        return random.ints(1 + random.nextInt(12), 0, letters.length())
                .mapToObj(each -> letters.substring(each, each + 1))
                .collect(Collectors.joining());
    }
}
