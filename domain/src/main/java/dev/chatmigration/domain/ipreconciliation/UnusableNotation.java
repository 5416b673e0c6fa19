package dev.chatmigration.domain.ipreconciliation;

/** Ends the reading of an entry that cannot be used; never leaves the {@link EntryParser}. */
final class UnusableNotation extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String detail;

    UnusableNotation(ProblemCode code) {
        this(code, code.explanation());
    }

    UnusableNotation(ProblemCode code, String detail) {
        // Lists may hold thousands of such entries: no stack trace.
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    Entry.Notice notice() {
        return new Entry.Notice(code, detail);
    }
}
