package dev.chatmigration.maildispatch;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Tells one token for every link, in tests that ask for it. */
@Component
@Primary
@ConditionalOnProperty("test.setup-tokens")
class FakeSetupTokens implements SetupTokens {
    static final String TOKEN = "c2VsZWN0b3ItZXhhbXBsQQ.-EryTHfu3nzPBnvqgj8XHwf5wWkQ9ZEaeU7Wca3uT_4";

    private @Nullable String token = TOKEN;
    private boolean keyMissing;

    @Override
    public Map<String, LinkInMail> tokensFor(Collection<String> selectors, Instant at) {
        return selectors.stream().distinct().collect(Collectors.toMap(selector -> selector, selector -> link()));
    }

    private LinkInMail link() {
        if (keyMissing) {
            return new LinkInMail.NotNow("there is no key");
        }
        return token == null ? new LinkInMail.Dead("The setup link has expired") : new LinkInMail.Token(token);
    }

    void linksWork() {
        token = TOKEN;
        keyMissing = false;
    }

    void linksAreDead() {
        token = null;
    }

    void keyIsMissing() {
        keyMissing = true;
    }
}
