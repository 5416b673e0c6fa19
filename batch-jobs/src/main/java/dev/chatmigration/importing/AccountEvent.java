package dev.chatmigration.importing;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that an account asks for by feed.
 *
 * @param at from when on it counts; applied once, on the first run at or after it
 * @param by who asked
 * @param localTime for {@link Kind#RESCHEDULE} the wanted start on the account's own clock; null where the feed has none
 */
public record AccountEvent(
        long accountId,
        Kind event,
        Instant at,
        String by,
        @Nullable String reason,
        @Nullable LocalDateTime localTime) {

    /** What may be asked for. */
    public enum Kind {
        CANCEL("cancel"),
        RESCHEDULE("reschedule"),
        HOLD("hold"),
        RELEASE("release"),
        FINALIZED("finalized");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The feed's own word. */
        public String label() {
            return label;
        }
    }
}
