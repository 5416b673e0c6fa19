package dev.chatmigration.domain.account;

import com.ibm.icu.text.IDNA;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail address that can be written to, and its form for comparison. Two addresses are equal when their
 * {@linkplain #key() keys} are: after trimming and NFC, with the domain as its A-label in lower case and the local part
 * in lower case. Dots and plus tags belong to the local part and stay there; whether they lead to the same mailbox is
 * for the receiving server to know.
 */
public final class EmailAddress {
    /** RFC 5321, 4.5.3.1.3, less the angle brackets. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_LABEL = 63;

    // Non-transitional: the older mapping turns faß.de into fass.de, which belongs to somebody else.
    private static final IDNA UTS_46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ);

    // Registries stopped giving such names out, but plain ASCII ones exist and receive mail.
    private static final Set<IDNA.Error> TOLERATED = EnumSet.of(IDNA.Error.HYPHEN_3_4);

    private static final EmailValidator SYNTAX = JMail.validator()
            .requireTopLevelDomain()
            .disallowIpDomain()
            .disallowExplicitSourceRouting()
            .disallowQuotedIdentifiers()
            .disallowObsoleteWhitespace()
            .withRule(address -> address.comments().isEmpty());

    private final String display;
    private final String localPart;
    private final String domain;
    private final String key;

    private EmailAddress(String display, String localPart, String domain) {
        this.display = display;
        this.localPart = localPart;
        this.domain = domain;
        // Lower-casing can leave a combining dot behind (İ), so the result is composed once more.
        this.key = nfc(localPart.toLowerCase(Locale.ROOT)) + '@' + domain;
    }

    /**
     * Reads one address, and nothing but an address: no display name, no list, no comment, no blank or control
     * character inside, no IP literal and no domain without a dot.
     *
     * @return empty where the text is missing or is no such address
     */
    public static Optional<EmailAddress> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        int at = text.indexOf('@');
        return isPlain(text, at)
                ? Optional.of(new EmailAddress(
                        text, text.substring(0, at), text.substring(at + 1).toLowerCase(Locale.ROOT)))
                : parseAny(text);
    }

    /** As {@link #parse}, for any text; what is plain needs no look into tables. */
    static Optional<EmailAddress> parseAny(String text) {
        String display = nfc(trim(text));
        int at = display.lastIndexOf('@');
        if (at < 1 || display.length() > LONGEST || display.chars().anyMatch(EmailAddress::isBlankOrControl)) {
            return Optional.empty();
        }
        String localPart = display.substring(0, at);
        if (localPart.codePoints().anyMatch(EmailAddress::isInvisible)) {
            return Optional.empty();
        }
        return aLabel(display.substring(at + 1))
                .filter(domain -> isWellFormed(localPart, domain))
                .map(domain -> new EmailAddress(display, localPart, domain));
    }

    /** The text without the blanks around it, no-break spaces included. */
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /**
     * Whether the text is an address of ASCII letters, digits and the usual signs between them, as nearly all are. One that
     * is not may still be an address.
     */
    private static boolean isPlain(String text, int at) {
        if (at < 1 || at > LONGEST_LOCAL_PART || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < at; i++) {
            char each = text.charAt(i);
            boolean sign = each == '.' || each == '-' || each == '_' || each == '+';
            if (!isLetter(each) && !isDigit(each) && !(sign && isBetween(text, i, 0, at))) {
                return false;
            }
        }
        int label = at + 1;
        boolean lettersOnly = true;
        for (int i = label; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '.' || each == '-') {
                if (!isBetween(text, i, at + 1, text.length())) {
                    return false;
                }
                lettersOnly = each == '.';
            } else if (isDigit(each)) {
                lettersOnly = false;
            } else if (!isLetter(each)) {
                return false;
            }
            if (each == '.') {
                label = i + 1;
            } else if (i - label >= LONGEST_LABEL) {
                return false;
            }
        }
        // No top-level domain has one letter, and none a digit but the encoded ones.
        return label > at + 1 && lettersOnly && text.length() - label > 1;
    }

    /** Whether letters or digits stand before and behind. */
    private static boolean isBetween(String text, int place, int from, int to) {
        return place > from
                && place + 1 < to
                && isLetterOrDigit(text.charAt(place - 1))
                && isLetterOrDigit(text.charAt(place + 1));
    }

    private static boolean isLetterOrDigit(char each) {
        return isLetter(each) || isDigit(each);
    }

    private static boolean isLetter(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }

    private static Optional<String> aLabel(String domain) {
        IDNA.Info info = new IDNA.Info();
        StringBuilder ascii = UTS_46.nameToASCII(domain, new StringBuilder(), info);
        return TOLERATED.containsAll(info.getErrors())
                ? Optional.of(ascii.toString().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static boolean isWellFormed(String localPart, String domain) {
        String address = localPart + '@' + domain;
        // The parser also understands "<a@b.example>" and the like; what it took off was not part of an address.
        return address.length() <= LONGEST
                && SYNTAX.tryParse(address)
                        .filter(parsed -> parsed.localPart().equals(localPart)
                                && parsed.domain().equals(domain))
                        .isPresent();
    }

    private static boolean isBlankOrControl(int codePoint) {
        return isBlank(codePoint) || Character.isISOControl(codePoint);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /** Zero-width and direction characters, halves of a surrogate pair: what a reader of the address cannot see. */
    private static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.FORMAT || type == Character.SURROGATE || type == Character.UNASSIGNED;
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** The form that is equal for equal addresses, for instance {@code lea@xn--mnchen-3ya.example}. */
    public String key() {
        return key;
    }

    /** The address as given, trimmed and in NFC. */
    public String display() {
        return display;
    }

    /** What stands before the at sign, as given. */
    public String localPart() {
        return localPart;
    }

    /** The domain as its A-label in lower case. */
    public String domain() {
        return domain;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailAddress that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return display;
    }
}
