package dev.chatmigration.importing;

import org.jspecify.annotations.Nullable;

/** Thrown while a record is checked: it cannot be stored at all. */
final class RecordRejected extends Exception {
    private final @Nullable String field;
    private final String reason;

    RecordRejected(@Nullable String field, String reason) {
        super(reason, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    /** The field at fault; null where the line as a whole is. */
    @Nullable
    String field() {
        return field;
    }

    String reason() {
        return reason;
    }
}
