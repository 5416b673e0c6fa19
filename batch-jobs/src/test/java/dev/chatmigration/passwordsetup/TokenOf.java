package dev.chatmigration.passwordsetup;

import dev.chatmigration.maildispatch.SetupTokens;
import dev.chatmigration.maildispatch.SetupTokens.LinkInMail;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a mail with a setup link would hold. */
public final class TokenOf {
    private TokenOf() {}

    /** The token of a link that works, null of a dead one. */
    public static @Nullable String link(SetupTokens tokens, String selector, Instant at) {
        LinkInMail link =
                Objects.requireNonNull(tokens.tokensFor(List.of(selector), at).get(selector));
        if (link instanceof LinkInMail.NotNow notNow) {
            throw new IllegalStateException(notNow.why());
        }
        return link instanceof LinkInMail.Token token ? token.text() : null;
    }
}
