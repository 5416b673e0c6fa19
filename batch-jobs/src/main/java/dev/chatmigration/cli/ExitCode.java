package dev.chatmigration.cli;

/** What a command's exit status means; other programs rely on the numbers. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;
    /** Nothing was started: usage, a missing directory, no database. */
    static final int NOTHING_STARTED = 1;
    /** Done, and something new since the last run needs a person. */
    static final int NEEDS_A_PERSON = 2;
    /** A step or an input file could not be finished. */
    static final int UNFINISHED = 3;

    private ExitCode() {}
}
