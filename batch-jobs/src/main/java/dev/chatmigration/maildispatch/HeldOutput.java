package dev.chatmigration.maildispatch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Sends in one piece what its thread says between {@link #hold} and what follows {@link #release}. Commands that
 * come one by one are answered one by one, and each answer but the first waits until the one before was acknowledged.
 */
final class HeldOutput extends OutputStream {
    // The mail library keeps the stream to itself; each connection has a thread of its own.
    private static final ThreadLocal<Boolean> HOLDS = ThreadLocal.withInitial(() -> false);

    private final OutputStream line;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    HeldOutput(OutputStream line) {
        this.line = line;
    }

    /** From here on, what this thread writes waits. */
    static void hold() {
        HOLDS.set(true);
    }

    /** What waits leaves with what is written next. */
    static void release() {
        HOLDS.remove();
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (HOLDS.get()) {
            held.write(bytes, start, length);
        } else if (held.size() > 0) {
            held.write(bytes, start, length);
            held.writeTo(line);
            held.reset();
        } else {
            line.write(bytes, start, length);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!HOLDS.get()) {
            line.flush();
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
