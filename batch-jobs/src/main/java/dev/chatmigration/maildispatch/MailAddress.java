package dev.chatmigration.maildispatch;

import com.ibm.icu.text.IDNA;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An address as it travels: the domain as its A-label. UTS #46 without transitional mappings, because {@code java.net.IDN}
 * turns {@code faß.de} into the domain of somebody else.
 *
 * @param local as given; it may hold letters beyond ASCII
 * @param domain in ASCII
 */
record MailAddress(String local, String domain) {
    // Dot-atoms only. A quoted local part is legal, never seen in practice, and the way to smuggle commands.
    private static final Pattern LOCAL =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile("(?=.{1,253}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*");
    private static final int LOCAL_OCTETS = 64;
    private static final int NAME_LENGTH = 100;

    private static final IDNA UTS_46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    static MailAddress of(String address) throws UnsendableMail {
        String trimmed = address.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 1) {
            throw new UnsendableMail("The address has no local part and domain");
        }
        String local = trimmed.substring(0, at);
        if (!LOCAL.matcher(local).matches() || local.getBytes(StandardCharsets.UTF_8).length > LOCAL_OCTETS) {
            throw new UnsendableMail("The part of the address before the at sign cannot be mailed to");
        }
        var info = new IDNA.Info();
        String domain = UTS_46.nameToASCII(trimmed.substring(at + 1), new StringBuilder(), info)
                .toString();
        if (info.hasErrors() || !DOMAIN.matcher(domain).matches()) {
            throw new UnsendableMail("The part of the address after the at sign is no domain");
        }
        return new MailAddress(local, domain);
    }

    /** Whether a server must know SMTPUTF8 to take it. */
    boolean isInternational() {
        return !local.chars().allMatch(character -> character < 128);
    }

    InternetAddress named(String name) {
        InternetAddress address = unnamed();
        String line = OneLine.of(name, NAME_LENGTH);
        if (!line.isEmpty()) {
            try {
                address.setPersonal(line, "UTF-8");
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException("Every Java platform knows UTF-8", e);
            }
        }
        return address;
    }

    InternetAddress unnamed() {
        InternetAddress address = new InternetAddress();
        address.setAddress(local + "@" + domain);
        return address;
    }
}
