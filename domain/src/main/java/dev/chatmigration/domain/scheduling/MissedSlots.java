package dev.chatmigration.domain.scheduling;

/** What becomes of the accounts whose slots passed, tolerance included, while nothing ran. */
public enum MissedSlots {
    /** Each is moved and its administrators are told. */
    MOVE_EACH,
    /** Nobody is told anything before operations have answered once for all of them. */
    WAIT_FOR_OPERATIONS;

    /** Up to as many as this are moved without asking: more point to an outage of ours, not to single mishaps. */
    public static final int MOST_MOVED_UNASKED = 10;

    /**
     * Decides for all of them at once.
     *
     * @param accounts how many are past tolerance; those on hold do not count, nobody was to start them
     */
    public static MissedSlots of(int accounts) {
        return accounts > MOST_MOVED_UNASKED ? WAIT_FOR_OPERATIONS : MOVE_EACH;
    }
}
