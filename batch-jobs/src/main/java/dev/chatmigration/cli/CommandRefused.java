package dev.chatmigration.cli;

/** A command that cannot go on, with the one sentence that the console shows. */
class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandRefused(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    static CommandRefused nothingStarted(String sentence) {
        return new CommandRefused(ExitCode.NOTHING_STARTED, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
