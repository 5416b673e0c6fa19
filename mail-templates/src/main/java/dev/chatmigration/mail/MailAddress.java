package dev.chatmigration.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A mail address inside a mailto URI. */
final class MailAddress {

    // RFC 6068, section 2: what a mail address may show as it is; everything else is percent-encoded.
    private static final String AS_IT_IS = "!$'*+-._~@";

    private MailAddress() {}

    static String inUri(String address) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : address.getBytes(UTF_8)) {
            char character = (char) (octet & 0xff);
            if (octet > 0 && (Character.isLetterOrDigit(character) || AS_IT_IS.indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append('%').append(String.format("%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }
}
