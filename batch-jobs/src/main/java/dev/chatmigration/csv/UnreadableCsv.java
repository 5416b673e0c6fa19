package dev.chatmigration.csv;

import java.io.IOException;

/** A table that makes no sense, with a sentence that names file and line and says what to do. */
public final class UnreadableCsv extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableCsv(String sentence) {
        super(sentence);
    }
}
