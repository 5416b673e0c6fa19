package dev.chatmigration.importing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells well-formed UTF-8 (RFC 3629, section 4) without decoding it, at the speed of reading. */
final class Utf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    private Utf8() {}

    /** Whether the bytes between two positions are well-formed UTF-8 without the character zero. */
    static boolean isText(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (end - at >= Long.BYTES && isPlain((long) EIGHT.get(bytes, at))) {
                at += Long.BYTES;
                continue;
            }
            int length = lengthAt(bytes, at, end);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Whether eight bytes are ASCII and none is zero. */
    private static boolean isPlain(long eight) {
        return (eight & HIGH_BITS) == 0 && ((eight - LOW_BITS) & HIGH_BITS) == 0;
    }

    /** How many bytes the character at a position takes; 0 where there is no well-formed one. */
    private static int lengthAt(byte[] bytes, int at, int end) {
        int first = bytes[at];
        if (first > 0) {
            return 1;
        }
        int lead = first & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return isTail(bytes, at + 1, end) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            int least = lead == 0xE0 ? 0xA0 : 0x80;
            // Surrogates are no characters.
            int most = lead == 0xED ? 0x9F : 0xBF;
            return isIn(bytes, at + 1, end, least, most) && isTail(bytes, at + 2, end) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            int least = lead == 0xF0 ? 0x90 : 0x80;
            int most = lead == 0xF4 ? 0x8F : 0xBF;
            return isIn(bytes, at + 1, end, least, most) && isTail(bytes, at + 2, end) && isTail(bytes, at + 3, end)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean isTail(byte[] bytes, int at, int end) {
        return isIn(bytes, at, end, 0x80, 0xBF);
    }

    private static boolean isIn(byte[] bytes, int at, int end, int least, int most) {
        return at < end && (bytes[at] & 0xFF) >= least && (bytes[at] & 0xFF) <= most;
    }
}
