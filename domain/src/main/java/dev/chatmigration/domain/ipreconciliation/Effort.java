package dev.chatmigration.domain.ipreconciliation;

/**
 * How many entries may still be looked at to work out what is missing. Asterisks make it possible to write short lists
 * whose differences take hours; nobody has them, and one of them must not hold up the night.
 */
final class Effort {

    private final long most;
    private long spent;

    Effort(long most) {
        this.most = most;
    }

    /** Returns whether there was enough left. */
    boolean spend(int entries) {
        spent += entries;
        return !isSpent();
    }

    boolean isSpent() {
        return spent > most;
    }

    /** Entries looked at so far. */
    long spent() {
        return spent;
    }
}
