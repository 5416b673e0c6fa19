package dev.chatmigration.maildispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Quoted-printable (RFC 2045, section 6.7) that never breaks a line inside one given word: the placeholder of a setup
 * link must stay in one piece to be exchanged in the encoded text. The encoder of the mail library breaks anywhere.
 */
final class QuotedPrintable {
    // 76 with the equals sign of a soft break.
    private static final int LINE = 75;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private int column;

    private QuotedPrintable() {}

    /**
     * Encodes text whose lines end with LF or CRLF; encoded lines end with CRLF.
     *
     * @param unbroken at most 75 characters that quoted-printable writes as they are
     */
    static byte[] encode(String text, String unbroken) {
        var encoder = new QuotedPrintable();
        int line = 0;
        for (String each : text.split("\r?\n|\r", -1)) {
            if (line++ > 0) {
                encoder.hardBreak();
            }
            encoder.line(each, unbroken);
        }
        return encoder.encoded.toByteArray();
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
                encoded.write(octet);
            } else {
                encoded.write('=');
                encoded.write(HEX[octet >> 4]);
                encoded.write(HEX[octet & 15]);
            }
        }
    }

    private void unit(byte[] unit) {
        room(unit.length);
        encoded.writeBytes(unit);
    }

    private void room(int octets) {
        if (column + octets > LINE) {
            encoded.write('=');
            hardBreak();
        }
        column += octets;
    }

    private void hardBreak() {
        encoded.write('\r');
        encoded.write('\n');
        column = 0;
    }
}
