package dev.chatmigration.importing;

import org.jspecify.annotations.Nullable;

/**
 * Something of a feed that was refused.
 *
 * @param file the file's name in the feed directory
 * @param line the line, from 1, blank lines counted
 * @param field the field at fault; null where the line as a whole is
 * @param reason one sentence: what was expected and what was found
 * @param accountId the account concerned; null where that cannot be told
 * @param wholeRecord false where the record was stored without the field
 */
public record Reject(
        String file,
        long line,
        @Nullable String field,
        String reason,
        @Nullable Long accountId,
        boolean wholeRecord) {}
