package dev.chatmigration.domain.passwordsetup;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A setup link as it is stored: everything needed to write the mail and to check an answer, and nothing that acts.
 *
 * @param selector names the link; unique, random
 * @param agentId the agent of the upgraded account
 * @param generation how many links the agent had before; a newer one supersedes all of them
 * @param keyId the key that the verifier is derived from
 * @param verifierHash the hash of the verifier: 64 hexadecimal digits
 */
public record SetupLink(
        String selector, long accountId, long agentId, int generation, String keyId, String verifierHash) {
    private static final int SELECTOR_BYTES = 16;
    /** Of no verifier that anybody has: what a token is compared with where there is no link of its selector. */
    private static final String HASH_OF_NONE = "0".repeat(64);

    /**
     * Makes a new link.
     *
     * @param random a cryptographically secure source; 128 bits are drawn (ASVS 5.0, 11.5.1)
     */
    public static SetupLink issue(SecureRandom random, LinkKey key, long accountId, long agentId, int generation) {
        var bytes = new byte[SELECTOR_BYTES];
        random.nextBytes(bytes);
        var selector = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var verifier = Verifier.derive(key, selector, accountId, agentId, generation);
        return new SetupLink(selector, accountId, agentId, generation, key.id(), Verifier.hash(verifier));
    }

    /**
     * The token to be mailed, the same at every call.
     *
     * @param key the one named by {@link #keyId()}
     * @throws IllegalArgumentException if it is another key, by its name or by its bytes: the link would not work
     */
    public SetupToken token(LinkKey key) {
        if (!key.id().equals(keyId)) {
            throw new IllegalArgumentException(
                    "Link %s was made with key %s, not with %s".formatted(selector, keyId, key.id()));
        }
        var token = new SetupToken(selector, Verifier.derive(key, selector, accountId, agentId, generation));
        if (!matches(token)) {
            throw new IllegalArgumentException(
                    "Link %s was not made with the bytes that key %s has now, or its row was changed"
                            .formatted(selector, keyId));
        }
        return token;
    }

    /** Whether the token is this link's own. Takes as long for a nearly right verifier as for a wrong one. */
    public boolean matches(SetupToken presented) {
        return presented.selector().equals(selector) && Verifier.matches(verifierHash, presented.verifier());
    }

    /** Takes as long as {@link #matches}, so that an unknown selector is not answered sooner than a known one. */
    public static void matchNone(SetupToken presented) {
        if (Verifier.matches(HASH_OF_NONE, presented.verifier())) {
            throw new AssertionError("A verifier has the hash of none");
        }
    }
}
