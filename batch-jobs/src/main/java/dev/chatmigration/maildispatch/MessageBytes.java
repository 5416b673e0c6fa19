package dev.chatmigration.maildispatch;

/** A whole message as it is stored or sent. Its bytes may hold a link that acts, so they are never printed. */
final class MessageBytes {
    private final byte[] bytes;

    /** @param bytes not copied, and not to be changed any more */
    MessageBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
