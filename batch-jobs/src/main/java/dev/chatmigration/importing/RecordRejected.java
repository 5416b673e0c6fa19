package dev.chatmigration.importing;

import org.jspecify.annotations.Nullable;

/** Thrown while a record is checked: it cannot be stored at all. */
final class RecordRejected extends Exception {
    private final @Nullable String field;
    private final String reason;
    private final @Nullable Long accountId;
    private final @Nullable Long otherAccountId;

    RecordRejected(@Nullable String field, String reason) {
        this(field, reason, null, null);
    }

    /** Of a record that names two accounts: either may miss it. */
    RecordRejected(@Nullable String field, String reason, @Nullable Long accountId, @Nullable Long otherAccountId) {
        super(reason, null, false, false);
        this.field = field;
        this.reason = reason;
        this.accountId = accountId;
        this.otherAccountId = otherAccountId;
    }

    /** The account that the record names, where it names two. */
    @Nullable
    Long accountId() {
        return accountId;
    }

    /** The second account. */
    @Nullable
    Long otherAccountId() {
        return otherAccountId;
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
