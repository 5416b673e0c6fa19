package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Quoted-printable (RFC 2045, section 6.7) that never breaks a line inside one given word: the placeholder of a setup
 * link must stay in one piece to be exchanged in the encoded text. The encoder of the mail library breaks anywhere.
 */
final class QuotedPrintable {
    // 76 with the equals sign of a soft break.
    private static final int LINE = 75;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    // Each octet by itself: a stream of the JDK takes a lock for every one, which was most of the work.
    private byte[] encoded;
    private int length;
    private int column;

    private QuotedPrintable(int expected) {
        encoded = new byte[expected];
    }

    /**
     * Encodes text whose lines end with LF or CRLF; encoded lines end with CRLF.
     *
     * @param unbroken at most 75 characters that quoted-printable writes as they are
     */
    static byte[] encode(String text, String unbroken) {
        var encoder = new QuotedPrintable(text.length() + text.length() / 8 + LINE);
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            char each = text.charAt(at++);
            if (each == '\n' || each == '\r') {
                encoder.line(text.substring(from, at - 1), unbroken);
                encoder.hardBreak();
                if (each == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    at++;
                }
                from = at;
            }
        }
        encoder.line(text.substring(from), unbroken);
        return Arrays.copyOf(encoder.encoded, encoder.length);
    }

    private void line(String line, String unbroken) {
        int from = 0;
        for (int at = line.indexOf(unbroken); at >= 0; at = line.indexOf(unbroken, from)) {
            octets(line.substring(from, at).getBytes(UTF_8), false);
            unit(unbroken.getBytes(US_ASCII));
            from = at + unbroken.length();
        }
        octets(line.substring(from).getBytes(UTF_8), true);
    }

    private void octets(byte[] octets, boolean toLineEnd) {
        for (int i = 0; i < octets.length; i++) {
            int octet = octets[i] & 0xff;
            boolean blank = octet == ' ' || octet == '\t';
            boolean last = toLineEnd && i == octets.length - 1;
            boolean graphic = octet > ' ' && octet < 127 && octet != '=';
            boolean literal = graphic || (blank && !last);
            room(literal ? 1 : 3);
            if (literal) {
                put(octet);
            } else {
                put('=');
                put(HEX[octet >> 4]);
                put(HEX[octet & 15]);
            }
        }
    }

    private void unit(byte[] unit) {
        room(unit.length);
        for (byte octet : unit) {
            put(octet);
        }
    }

    private void room(int octets) {
        if (column + octets > LINE) {
            put('=');
            hardBreak();
        }
        column += octets;
    }

    private void hardBreak() {
        put('\r');
        put('\n');
        column = 0;
    }

    private void put(int octet) {
        if (length == encoded.length) {
            encoded = Arrays.copyOf(encoded, 2 * length);
        }
        encoded[length++] = (byte) octet;
    }
}
