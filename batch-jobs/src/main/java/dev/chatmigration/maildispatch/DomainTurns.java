package dev.chatmigration.maildispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which recipient domain may be mailed to, so that no provider is flooded: at most so many mails a minute, and none after
 * it said "later" several times in a row. Times are counted from the start of the run; not for several threads.
 */
final class DomainTurns {
    /** One full mailbox says nothing about its neighbours; that many in a row do. */
    static final int LATER_IN_A_ROW = 3;

    /** Over which mails are counted. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int REMEMBERED = 10_000;

    private final int perMinute;
    private final Map<String, Integer> perMinuteOf;
    private final Map<String, Deque<Duration>> taken = new HashMap<>();
    private final Map<String, Integer> laterInARow = new HashMap<>();
    private final Map<String, String> paused = new HashMap<>();

    /**
     * For one run.
     *
     * @param perMinute mails to one domain within any minute; 0 means any number
     * @param perMinuteOf the same for some domains, by A-label
     * @param justBefore how many each domain was sent in the minute before the run
     */
    DomainTurns(int perMinute, Map<String, Integer> perMinuteOf, Map<String, Integer> justBefore) {
        this.perMinute = perMinute;
        this.perMinuteOf = perMinuteOf;
        justBefore.forEach((domain, mails) -> {
            for (int mail = 0; mail < mails; mail++) {
                take(domain, Duration.ZERO);
            }
        });
    }

    /** How long the domain's next turn is away; nothing where a mail may go out now. */
    Duration untilNext(String domain, Duration now) {
        int limit = limit(domain);
        Deque<Duration> recent = taken.get(domain);
        if (limit == 0 || recent == null) {
            return Duration.ZERO;
        }
        while (!recent.isEmpty() && recent.peek().plus(WINDOW).compareTo(now) <= 0) {
            recent.poll();
        }
        return recent.size() < limit
                ? Duration.ZERO
                : recent.element().plus(WINDOW).minus(now);
    }

    /** A mail goes out to the domain. */
    void take(String domain, Duration now) {
        if (limit(domain) > 0) {
            if (taken.size() >= REMEMBERED) {
                taken.values().removeIf(times -> times.getLast().plus(WINDOW).compareTo(now) <= 0);
            }
            taken.computeIfAbsent(domain, any -> new ArrayDeque<>()).add(now);
        }
    }

    /** The most mails that the domain gets in a minute; 0 means any number. */
    int limit(String domain) {
        return perMinuteOf.getOrDefault(domain, perMinute);
    }

    /** A mail to the domain was answered other than with "later". */
    void answered(String domain) {
        laterInARow.remove(domain);
    }

    /** A mail to the domain was answered with "later". */
    void saidLater(String domain, String answer) {
        if (laterInARow.merge(domain, 1, Integer::sum) >= LATER_IN_A_ROW) {
            paused.putIfAbsent(domain, answer);
        }
    }

    /** Why nothing more goes to the domain in this run: its last words. */
    Optional<String> pausedSince(String domain) {
        return Optional.ofNullable(paused.get(domain));
    }
}
