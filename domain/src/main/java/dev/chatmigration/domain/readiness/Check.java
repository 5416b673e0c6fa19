package dev.chatmigration.domain.readiness;

import static dev.chatmigration.domain.readiness.Severity.BLOCKS;
import static dev.chatmigration.domain.readiness.Severity.INFO;
import static dev.chatmigration.domain.readiness.Severity.WARNS;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything that readiness can find, with the severity it has unless a setting says otherwise. The words for people
 * stand in the message bundles under {@code check.<name>.}
 */
public enum Check {
    PHASE_NOT_ELIGIBLE(BLOCKS, Waiver.NEVER),
    FEED_INCOMPLETE(BLOCKS, Waiver.NEVER),
    ADMINISTRATOR_MISSING(BLOCKS),
    AGENT_NEEDS_DECISION(BLOCKS),
    AGENT_ADMINISTRATOR_CONFLICT(BLOCKS),
    AGENT_DUPLICATE(BLOCKS),
    AGENT_ADDRESS_INVALID(BLOCKS),
    AGENT_ADDRESS_TAKEN(BLOCKS),
    AGENT_REVIEW_OUTDATED(BLOCKS),
    SSO_INACTIVE(BLOCKS),
    IP_NOT_COVERED(BLOCKS),
    AGENTS_NOT_REVIEWED(WARNS),
    AGENT_NOT_SEEN(WARNS),
    AGENT_SHARED_MAILBOX(WARNS),
    AGENT_SUSPENDED(WARNS),
    OWNER_DIFFERS(WARNS),
    SEATS_EXCEEDED(WARNS),
    IP_EXPOSED(WARNS),
    IP_ENTRY_INVALID(WARNS),
    IP_ENTRY_SUSPICIOUS(WARNS),
    IP_LOCK_OUT(WARNS),
    SSO_ASSIGNMENT_NEEDED(WARNS),
    ACCOUNT_ACCESS_CLOSED(WARNS),
    WIDGET_LEGACY_SNIPPET(WARNS),
    WIDGET_FOREIGN_KEY(WARNS),
    WIDGET_BOTH(WARNS),
    WIDGET_API_UNSUPPORTED(WARNS),
    WIDGET_CSP_BLOCKS(WARNS),
    AGENT_LOOK_ALIKE(INFO),
    DEPARTMENT_HOMONYM(INFO),
    IP_WILL_BE_ADDED(INFO),
    WIDGET_OUTDATED_SNIPPET(INFO),
    WIDGET_SEVERAL_CHANNELS(INFO),
    WIDGET_UNKNOWN(INFO),
    WIDGET_NONE(INFO);

    private enum Waiver {
        ALLOWED,
        NEVER
    }

    private static final Map<String, Check> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Check::label, Function.identity()));

    private final Severity severity;
    private final Waiver waiver;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Check(Severity severity) {
        this(severity, Waiver.ALLOWED);
    }

    Check(Severity severity, Waiver waiver) {
        this.severity = severity;
        this.waiver = waiver;
    }

    /** The stable name, for instance {@code ip-not-covered}. */
    public String label() {
        return label;
    }

    public Severity defaultSeverity() {
        return severity;
    }

    /** Whether a named person may set this finding aside with a reason. */
    public boolean canBeWaived() {
        return waiver == Waiver.ALLOWED;
    }

    /** The check with this stable name, or empty if there is none. */
    public static Optional<Check> of(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** The check whose stable name takes the fewest strokes to make of this text. */
    public static Check nearest(String label) {
        return Arrays.stream(values())
                .min(Comparator.comparingInt(check -> strokes(label, check.label())))
                .orElseThrow();
    }

    /** Levenshtein's distance: letters added, left out or replaced. */
    private static int strokes(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
