package dev.chatmigration.domain.agentmerge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.account.EmailAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SharedMailboxTest {
    private static final List<String> PARTS = List.of(
            "sales", "Support", "info", "marie", "fr", "x", "é", "équipe", "2", "17", ".", "-", "_", "+", "chat", "'");

    @Test
    void isKnownByItsFirstWordWhereThatIsAName() {
        Random random = new Random(17);
        int shared = 0;
        for (int i = 0; i < 5_000; i++) {
            String local = random.ints(1 + random.nextInt(5), 0, PARTS.size())
                    .mapToObj(PARTS::get)
                    .collect(Collectors.joining());
            Optional<EmailAddress> address = EmailAddress.parse(local + "@a.example");
            if (address.isPresent()) {
                boolean expected = SharedMailbox.isOfRoles(address.get());
                assertThat(SharedMailbox.looksShared(address.get())).as(local).isEqualTo(expected);
                shared += expected ? 1 : 0;
            }
        }
        assertThat(shared).isGreaterThan(100);
    }
}
