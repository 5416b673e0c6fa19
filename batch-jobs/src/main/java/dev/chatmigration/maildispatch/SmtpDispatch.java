package dev.chatmigration.maildispatch;

import dev.chatmigration.domain.notification.ReadingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Sends over several connections, which only talk to the server; what is claimed and what came of it goes through one
 * thread, in one transaction for all that happened since the last one.
 *
 * <p>A mail is claimed before it is handed over, and whatever is claimed when the process dies is in doubt. So only as
 * many are claimed ahead as leave in a {@link #PERIOD}, and as keep the connections busy while a transaction is committed:
 * more after a connection was found waiting, fewer again after there were more than needed. With a server that takes its
 * time it is one. Without the period a transaction would be committed for each mail, and each commit holds up a mail server
 * that keeps its queue on the same disk.
 */
final class SmtpDispatch implements AutoCloseable {
    /** What a run may spend waiting for the turns of domains; the next run goes on. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration NAP = Duration.ofSeconds(1);

    /** How often mails are claimed and outcomes recorded where many leave. */
    private static final Duration PERIOD = Duration.ofMillis(20);

    private static final int MOST_AHEAD = 128;
    private static final int MOST_UNRECORDED = 64;
    private static final int NONE = -1;

    private final DispatchRun run;
    private final Outbox outbox;
    private final SetupTokenExchange setupTokens;
    private final Connections connections;
    private final DomainTurns domains;
    private final FirstWave firstWave;
    private final MailSwitch mailSwitch;
    private final ReadingHours hours;
    private final BooleanSupplier isOver;
    /** Mails being sent by domain. */
    private final Map<String, Integer> underWay = new HashMap<>();

    /** Not claimed yet. */
    private final Deque<Written> waiting = new ArrayDeque<>();
    /** What became of mails, not recorded yet. */
    private final List<Attempt> ended = new ArrayList<>();

    /** So many mails not begun last while a transaction is committed; fewer, and more are claimed. */
    private int reserve = 1;

    private final Pace pace = new Pace(PERIOD, System::nanoTime);
    private Duration waited = Duration.ZERO;

    /** @param isOver whether nothing more is to be begun */
    SmtpDispatch(
            DispatchRun run,
            Outbox outbox,
            SetupTokenExchange setupTokens,
            Connections connections,
            DomainTurns domains,
            FirstWave firstWave,
            MailSwitch mailSwitch,
            ReadingHours hours,
            BooleanSupplier isOver) {
        this.run = run;
        this.outbox = outbox;
        this.setupTokens = setupTokens;
        this.connections = connections;
        this.domains = domains;
        this.firstWave = firstWave;
        this.mailSwitch = mailSwitch;
        this.hours = hours;
        this.isOver = isOver;
    }

    /** Sends what was handed over, so that nothing stays in doubt; what no connection has begun with waits. */
    @Override
    public void close() {
        try {
            waiting.clear();
            takeBack();
            finish();
        } finally {
            connections.close();
        }
    }

    /**
     * Sends these mails, all that may go out now; returns when each of them was handed over or waits. Outcomes still to
     * come are recorded with the next mails, or by {@link #finish}.
     */
    void send(List<Written> written) {
        waiting.addAll(written);
        while (goesOn()) {
            List<Ready> next = next();
            if (!next.isEmpty() || !ended.isEmpty()) {
                commit(next);
            } else if (connections.underWay() == 0 && !waiting.isEmpty() && !waitForATurn()) {
                waiting.clear();
            }
            collect(reserve);
        }
    }

    /** Returns when every mail that was handed over has its outcome, or is waiting again where the run is over. */
    void finish() {
        while (connections.underWay() > 0 || !ended.isEmpty()) {
            goesOn();
            if (!ended.isEmpty()) {
                commit(List.of());
            }
            collect(NONE);
        }
    }

    /** So many may be claimed that no connection has begun with. */
    private int ahead() {
        return Math.min(MOST_AHEAD, reserve + pace.perPeriod());
    }

    // Whether there is anything to begin; a run that is over takes back what no connection has begun with.
    private boolean goesOn() {
        if (run.isEnded()) {
            waiting.clear();
        } else if (isOver.getAsBoolean()) {
            waiting.clear();
            takeBack();
        }
        return !waiting.isEmpty();
    }

    private void takeBack() {
        connections.takeBack().forEach(ready -> ended.add(notBegun(ready)));
    }

    /**
     * What may be claimed now: as many as there is use for, of domains whose turn it is. A domain that is not to be flooded
     * gets no more at once than there are connections.
     */
    private List<Ready> next() {
        int use = firstWave.atMost(connections.most() + ahead() - connections.underWay());
        List<Written> taken = new ArrayList<>();
        List<Written> paused = new ArrayList<>();
        List<Outbox.Postponement> tooLate = new ArrayList<>();
        Map<String, Integer> busy = new HashMap<>(underWay);
        for (Iterator<Written> each = waiting.iterator(); each.hasNext() && taken.size() < use; ) {
            Written mail = each.next();
            String domain = mail.to().domain();
            boolean mayBeTaken = domains.untilNext(domain, run.elapsed()).isZero();
            Instant readable = readable(mail.mail());
            if (readable.isAfter(run.now())) {
                tooLate.add(new Outbox.Postponement(mail.mail(), readable, null));
                each.remove();
            } else if (domains.pausedSince(domain).isPresent()) {
                paused.add(mail);
                each.remove();
            } else if (!mayBeTaken && !run.isLastRound()) {
                putAside(mail);
                each.remove();
            } else if (mayBeTaken && !hasEnough(domain, busy)) {
                busy.merge(domain, 1, Integer::sum);
                domains.take(domain, run.elapsed());
                taken.add(mail);
                each.remove();
            }
        }
        outbox.postpone(tooLate);
        postpone(paused);
        List<Ready> ready = SendMails.ready(taken, setupTokens, mailSwitch, outbox, run);
        if (!ready.isEmpty()) {
            try {
                connections.open(ready.get(0).outgoing());
            } catch (TransportUnavailable e) {
                run.stop(String.valueOf(e.getMessage()));
                return List.of();
            }
        }
        return ready;
    }

    /** When its reader may be written to next; a run may go on beyond the hours in which it began. */
    private Instant readable(OutboxMail mail) {
        ZoneId zone = mail.hoursZone();
        return zone == null ? Instant.EPOCH : hours.firstFrom(run.now(), zone);
    }

    private boolean hasEnough(String domain, Map<String, Integer> busy) {
        return domains.limit(domain) > 0 && busy.getOrDefault(domain, 0) >= connections.most();
    }

    private void putAside(Written mail) {
        if (!run.putAside(mail.mail().messageId())) {
            noteTurn(mail.to().domain());
        }
    }

    private void noteTurn(String domain) {
        run.note(
                "turn",
                "Some mails wait for their turn: %s gets at most %d a minute; the next run goes on with them."
                        .formatted(domain, domains.limit(domain)));
    }

    // One second behind those that were tried, so that these find out whether the others have a chance.
    private void postpone(List<Written> paused) {
        outbox.postpone(paused.stream()
                .map(each -> new Outbox.Postponement(
                        each.mail(),
                        run.now()
                                .plus(Backoff.after(each.mail().attempts() + 1))
                                .plusSeconds(1),
                        OneLine.of(
                                "Not tried: %s says to others %s"
                                        .formatted(
                                                each.to().domain(),
                                                domains.pausedSince(each.to().domain())
                                                        .orElseThrow()),
                                500)))
                .toList());
    }

    private void commit(List<Ready> next) {
        List<Ready> claimed = new ArrayList<>();
        outbox.together(() -> {
            outbox.record(ended);
            Outbox.Via via = mailSwitch.isSandbox() ? Outbox.Via.SANDBOX : Outbox.Via.SMTP;
            Set<String> ours = outbox.claim(next, via, run.now());
            next.stream()
                    .filter(ready -> ours.contains(ready.mail().messageId()))
                    .forEach(claimed::add);
            firstWave.claimed(claimed);
        });
        ended.clear();
        adapt(claimed);
        claimed.forEach(this::handOver);
    }

    private void handOver(Ready ready) {
        underWay.merge(ready.outgoing().to().domain(), 1, Integer::sum);
        connections.send(ready);
    }

    private void adapt(List<Ready> claimed) {
        int left = connections.notBegun();
        if (left == 0 && !claimed.isEmpty()) {
            reserve = Math.min(MOST_AHEAD / 2, 2 * reserve);
        } else if (left > reserve / 2) {
            reserve = Math.max(1, reserve - 1);
        }
    }

    /** Takes what has ended, and waits where that is nothing, or little and no more mails are needed yet. */
    private void collect(int few) {
        try {
            List<Connections.Result> results = connections.results(NAP, PERIOD, MOST_UNRECORDED, few);
            pace.ended(results.size());
            for (Connections.Result result : results) {
                if (result.connectionGivenUp() && connections.isAnyLeft()) {
                    connections.send(result.ready());
                } else {
                    tellDomain(result);
                    if (result.outcome() instanceof Outcome.NotHandedOver notHandedOver) {
                        run.stop(notHandedOver.sentence());
                    }
                    ended.add(new Attempt(result.ready().mail(), result.outcome(), run.now()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while mails were being sent", e);
        }
    }

    private void tellDomain(Connections.Result result) {
        String domain = result.ready().outgoing().to().domain();
        underWay.computeIfPresent(domain, (any, mails) -> mails == 1 ? null : mails - 1);
        if (result.outcome() instanceof Outcome.Deferred later) {
            domains.saidLater(domain, later.answer());
        } else {
            domains.answered(domain);
        }
    }

    private static Attempt notBegun(Ready ready) {
        return new Attempt(ready.mail(), new Outcome.NotHandedOver("The run was stopped"), Instant.EPOCH);
    }

    /** Waits until the next of these may go out; false where that takes longer than a run may wait. */
    private boolean waitForATurn() {
        Written first = waiting.element();
        Duration shortest = domains.untilNext(first.to().domain(), run.elapsed());
        for (Written each : waiting) {
            Duration wait = domains.untilNext(each.to().domain(), run.elapsed());
            if (wait.compareTo(shortest) < 0) {
                first = each;
                shortest = wait;
            }
        }
        if (waited.plus(shortest).compareTo(PATIENCE) > 0) {
            noteTurn(first.to().domain());
            return false;
        }
        waited = waited.plus(shortest);
        Duration until = run.elapsed().plus(shortest);
        while (!isOver.getAsBoolean() && run.elapsed().compareTo(until) < 0) {
            Duration left = until.minus(run.elapsed());
            run.pause(left.compareTo(NAP) < 0 ? left : NAP);
        }
        return true;
    }
}
