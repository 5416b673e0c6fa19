package dev.chatmigration.importing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a file as bytes, one at a time, in memory that does not grow with the file: blank lines are passed over,
 * a byte order mark and a carriage return before the line feed do not belong to a line, and of a line longer than the
 * limit only the fact is kept.
 *
 * <p>A last line that an error cuts off is not a line: {@link #advance()} throws instead of returning it.
 */
final class Lines implements Closeable {
    private static final int USUAL_LINE = 1 << 16;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long LINE_FEEDS = '\n' * LOW_BITS;

    private final InputStream in;
    private final int limit;
    private final byte[] block = new byte[1 << 16];
    private int blockStart;
    private int blockEnd;
    private byte[] line = new byte[USUAL_LINE];
    private int length;
    private boolean tooLong;
    private long number;

    Lines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Goes on to the next line that is not blank; false at the end of the file. */
    boolean advance() throws IOException {
        do {
            if (!readLine()) {
                return false;
            }
            number++;
        } while (isBlank());
        return true;
    }

    /** The number of the current line in the file, from 1, blank lines counted. */
    long number() {
        return number;
    }

    /** Whether the current line is longer than the limit; its bytes are gone then. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Where the current line stands in {@link #bytes()}. */
    int start() {
        return startsWithByteOrderMark() ? 3 : 0;
    }

    /** Where the current line ends in {@link #bytes()}. */
    int end() {
        return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    }

    /** The buffer that holds the current line until the next one is read. */
    byte[] bytes() {
        return line;
    }

    private boolean readLine() throws IOException {
        length = 0;
        tooLong = false;
        if (line.length > USUAL_LINE) {
            line = new byte[USUAL_LINE];
        }
        boolean any = false;
        while (true) {
            if (blockStart == blockEnd) {
                blockStart = 0;
                blockEnd = Math.max(0, in.read(block));
                if (blockEnd == 0) {
                    return any;
                }
            }
            any = true;
            int feed = lineFeed();
            keep(feed);
            if (feed < blockEnd) {
                blockStart = feed + 1;
                return true;
            }
            blockStart = feed;
        }
    }

    /** Where the next line feed stands in the block; its end where there is none. Eight bytes are looked at at a time. */
    private int lineFeed() {
        int at = blockStart;
        while (blockEnd - at >= Long.BYTES) {
            long difference = (long) EIGHT.get(block, at) ^ LINE_FEEDS;
            // The lowest bit that stays is that of the first byte without a difference.
            long found = (difference - LOW_BITS) & ~difference & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < blockEnd && block[at] != '\n') {
            at++;
        }
        return at;
    }

    private void keep(int until) {
        int more = until - blockStart;
        if (tooLong || more > limit - length) {
            tooLong = true;
            length = 0;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(Math.max(limit, 1), Math.max(2 * line.length, length + more)));
        }
        System.arraycopy(block, blockStart, line, length, more);
        length += more;
    }

    private boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (int i = start(); i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean startsWithByteOrderMark() {
        return length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
