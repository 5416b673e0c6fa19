package dev.chatmigration.scheduling;

import dev.chatmigration.database.Audit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an account, as it is kept in the audit.
 *
 * @param what the arrow taken or the flag changed, for instance {@code SLOT_SET} or {@code HELD}
 * @param by who did it; {@link Audit#BATCH} where a rule did
 */
public record StateChange(
        MigrationState before,
        MigrationState after,
        String what,
        Instant at,
        String by,
        @Nullable String reason) {}
