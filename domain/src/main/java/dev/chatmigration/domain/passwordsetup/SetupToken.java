package dev.chatmigration.domain.passwordsetup;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a setup link carries: selector and verifier. It acts for whoever holds it, so it is mailed and never stored or
 * logged; {@link #toString()} leaves the verifier out.
 *
 * @param selector 16 bytes in base64url, names the link
 * @param verifier 32 bytes in base64url, proves the right to use it
 */
public record SetupToken(String selector, String verifier) {
    static final int SELECTOR_LENGTH = 22;
    static final int VERIFIER_LENGTH = 43;

    /** How many characters {@link #text()} has, always. */
    public static final int LENGTH = SELECTOR_LENGTH + 1 + VERIFIER_LENGTH;

    /**
     * Stands in a rendered mail where the token belongs, until dispatch puts it there. As long as a token and made of
     * characters that neither HTML nor quoted-printable nor a URL writes differently, so that the exchange moves
     * nothing else; it has no full stop, so it is never taken for a token. Exchange it before lines are folded for
     * transport: quoted-printable may break a line inside it, as inside any long word.
     */
    public static final String PLACEHOLDER = "SETUP_TOKEN_PLACEHOLDER_EXCHANGED_WHEN_THE_MAIL_IS_SENT_0123456789";

    // The last character of each half has unused bits, which are zero in the one spelling that we write. Any other
    // spelling of the same bytes is refused, so that one link has one text.
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    /**
     * Refuses halves of another shape than we write.
     *
     * @throws IllegalArgumentException if a half has another shape; the message does not repeat it
     */
    public SetupToken {
        if (!SELECTOR.matcher(selector).matches() || !VERIFIER.matcher(verifier).matches()) {
            throw new IllegalArgumentException("A setup token has a selector of %d and a verifier of %d characters"
                    .formatted(SELECTOR_LENGTH, VERIFIER_LENGTH));
        }
    }

    /** The token that somebody presents, or empty if its shape is not ours. Nothing is trimmed or repaired. */
    public static Optional<SetupToken> parse(String presented) {
        if (presented.length() != LENGTH || presented.charAt(SELECTOR_LENGTH) != '.') {
            return Optional.empty();
        }
        var selector = presented.substring(0, SELECTOR_LENGTH);
        var verifier = presented.substring(SELECTOR_LENGTH + 1);
        return SELECTOR.matcher(selector).matches()
                        && VERIFIER.matcher(verifier).matches()
                ? Optional.of(new SetupToken(selector, verifier))
                : Optional.empty();
    }

    /** The token as the link carries it: a secret. */
    public String text() {
        return selector + "." + verifier;
    }

    /** The selector alone. */
    @Override
    public String toString() {
        return "SetupToken[" + selector + ".…]";
    }
}
