package dev.chatmigration.domain.passwordsetup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The secret half of a token: how it is derived, hashed and compared. */
final class Verifier {
    /** Keeps what the key signs here apart from anything it may sign elsewhere. */
    private static final String PURPOSE = "set-password";

    private Verifier() {}

    /** None of the parts can hold the separator, so two different links never sign the same text. */
    static String derive(LinkKey key, String selector, long accountId, long agentId, int generation) {
        var message = PURPOSE + "|" + selector + "|" + accountId + "|" + agentId + "|" + generation;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.hmac(message.getBytes(US_ASCII)));
    }

    /** A plain hash is enough for a secret of 256 bits (ASVS 5.0, 6.5.2). */
    static String hash(String verifier) {
        return HexFormat.of().formatHex(sha256(verifier));
    }

    /**
     * Whether the presented verifier has this hash, compared in constant time.
     *
     * @throws IllegalArgumentException if the stored hash is not hexadecimal
     */
    static boolean matches(String verifierHash, String presented) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(verifierHash), sha256(presented));
    }

    /** Of the text, not of the bytes it stands for: another spelling of the same bytes must not pass. */
    private static byte[] sha256(String verifier) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform knows SHA-256", e);
        }
    }
}
