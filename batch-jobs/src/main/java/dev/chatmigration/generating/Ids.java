package dev.chatmigration.generating;

/** The next free ids, each unique in the whole feed. */
final class Ids {
    private long chatAgent = 3_000_000;
    private long supportUser = 360_000_000_000L;
    private long identity = 77_000;

    long nextChatAgent() {
        return ++chatAgent;
    }

    long nextSupportUser() {
        return ++supportUser;
    }

    long nextIdentity() {
        return ++identity;
    }
}
