package dev.chatmigration.maildispatch;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a message as DATA wants it (RFC 5321, section 4.5.2): every line ends with CRLF, and one that begins with a dot has
 * another dot before it. What needs no change is written as it is, in one piece.
 */
final class DotStuffing extends OutputStream {
    private final OutputStream line;
    private byte last = '\n';

    DotStuffing(OutputStream line) {
        this.line = line;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        int end = start + length;
        int from = start;
        byte before = last;
        for (int i = start; i < end; i++) {
            byte each = bytes[i];
            // Nearly all are neither the end of a line nor its beginning.
            if (each > '\r' && before > '\r') {
                continue;
            }
            if (before == '\r' && each != '\n') {
                from = piece(bytes, from, i);
                line.write('\n');
                before = '\n';
            }
            if ((each == '.' && before == '\n') || (each == '\n' && before != '\r')) {
                from = piece(bytes, from, i);
                line.write(each == '.' ? '.' : '\r');
            }
            before = each;
        }
        last = before;
        piece(bytes, from, end);
    }

    /** Ends the last line, where it has no end. */
    void end() throws IOException {
        if (last != '\n') {
            if (last != '\r') {
                line.write('\r');
            }
            line.write('\n');
            last = '\n';
        }
    }

    private int piece(byte[] bytes, int from, int end) throws IOException {
        if (end > from) {
            line.write(bytes, from, end - from);
        }
        return end;
    }
}
