package dev.chatmigration.domain.passwordsetup;

import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that links are derived from. It lies outside the database and is never printed. */
public final class LinkKey {
    /** As long as the output of the hash: RFC 2104, section 3, discourages shorter keys. */
    public static final int LEAST_BYTES = 32;

    private static final String HMAC = "HmacSHA256";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String id;
    private final SecretKeySpec key;

    /**
     * A key and the name it is known by.
     *
     * @param id stored with each link, so that links made before a change of key go on working; 1 to 64 of {@code
     *     A-Z a-z 0-9 . _ -}
     * @param secret at least {@value #LEAST_BYTES} bytes from a cryptographically secure source; copied
     * @throws IllegalArgumentException if either is out of bounds; the message tells the length of the secret at most
     */
    public LinkKey(String id, byte[] secret) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("The id of a link key needs 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (secret.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "The link key %s has %d bytes; at least %d are expected".formatted(id, secret.length, LEAST_BYTES));
        }
        this.id = id;
        this.key = new SecretKeySpec(secret, HMAC);
    }

    public String id() {
        return id;
    }

    byte[] hmac(byte[] message) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform knows " + HMAC, e);
        }
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "LinkKey[" + id + "]";
    }
}
