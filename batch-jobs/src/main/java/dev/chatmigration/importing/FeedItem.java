package dev.chatmigration.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reading a feed file yields. */
sealed interface FeedItem<T> {
    String file();

    /** Where it stands in the file, from 1. */
    long line();

    /** The same with something made of the content, where there is one. */
    <R> FeedItem<R> with(Change<? super T, ? extends R> change);

    /** What is made of a record's content. */
    interface Change<T, R> {
        /** Refuses a record that turns out to be none. */
        R of(T content) throws RecordRejected;
    }

    /** A record that can be stored, and the fields that it has to do without. */
    record Accepted<T>(String file, long line, long accountId, T content, List<FieldProblem> problems)
            implements FeedItem<T> {
        @Override
        public <R> FeedItem<R> with(Change<? super T, ? extends R> change) {
            try {
                return new Accepted<>(file, line, accountId, change.of(content), problems);
            } catch (RecordRejected e) {
                return new Rejected<>(file, line, accountId, e.field(), e.reason());
            }
        }
    }

    /**
     * A line that cannot be stored.
     *
     * @param accountId the account it names; null where that cannot be told
     * @param field the field at fault; null where the line as a whole is
     * @param otherAccountId the second account that it names; null where it is one or none, as it should be
     */
    record Rejected<T>(
            String file,
            long line,
            @Nullable Long accountId,
            @Nullable String field,
            String reason,
            @Nullable Long otherAccountId)
            implements FeedItem<T> {
        Rejected(String file, long line, @Nullable Long accountId, @Nullable String field, String reason) {
            this(file, line, accountId, field, reason, null);
        }

        @Override
        public <R> FeedItem<R> with(Change<? super T, ? extends R> change) {
            return new Rejected<>(file, line, accountId, field, reason, otherAccountId);
        }

        Reject reject() {
            return new Reject(file, line, field, reason, accountId, true);
        }
    }

    /**
     * Nothing more comes from this file.
     *
     * @param records how many records the reader has met in it
     * @param problem why it could not be read to its end; null where it was
     */
    record EndOfFile<T>(String file, long records, @Nullable String problem) implements FeedItem<T> {
        /** Behind every line. */
        static final long LINE = Long.MAX_VALUE;

        @Override
        public long line() {
            return LINE;
        }

        @Override
        public <R> FeedItem<R> with(Change<? super T, ? extends R> change) {
            return new EndOfFile<>(file, records, problem);
        }
    }
}
