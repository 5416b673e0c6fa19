package dev.chatmigration.maildispatch;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.domain.notification.ReadingHours;
import dev.chatmigration.maildispatch.SetupTokens.LinkInMail;
import dev.chatmigration.settings.MigrationSettings;
import dev.chatmigration.steps.SizeBrake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.stereotype.Component;

/**
 * Writes, claims, sends and records: over several connections at once where a mail sent twice arrives twice, all of a
 * chunk together where it does not.
 */
@Component
@StepScope
class SendMails implements ItemWriter<String>, StepExecutionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);
    private static final int ANSWER_LENGTH = 500;

    private final DispatchRun run;
    private final DispatchTurn turns;
    private final Outbox outbox;
    private final WaitingMails waiting;
    private final MailComposer composer;
    private final SetupTokenExchange setupTokens;
    private final MailTransports transports;
    private final MailSwitch mailSwitch;
    private final Brakes brakes;
    private final SizeBrake sizeBrake;
    private final MailSizes sizes;
    private final MigrationSettings.Mail settings;
    private final ReadingHours hours;

    private @Nullable StepExecution execution;
    private @Nullable SmtpDispatch smtp;
    /** Writes the mails of a chunk while those of the one before are being sent. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mail-writing");
        thread.setDaemon(true);
        return thread;
    });

    private Optional<Future<List<Written>>> beingWritten = Optional.empty();
    private boolean last;
    private Optional<DispatchTurn.Held> turn = Optional.empty();

    SendMails(
            DispatchRun run,
            DispatchTurn turns,
            Outbox outbox,
            WaitingMails waiting,
            MailComposer composer,
            SetupTokenExchange setupTokens,
            MailTransports transports,
            MailSwitch mailSwitch,
            Brakes brakes,
            SizeBrake sizeBrake,
            MailSizes sizes,
            MigrationSettings settings) {
        this.run = run;
        this.turns = turns;
        this.outbox = outbox;
        this.waiting = waiting;
        this.composer = composer;
        this.setupTokens = setupTokens;
        this.transports = transports;
        this.mailSwitch = mailSwitch;
        this.brakes = brakes;
        this.sizeBrake = sizeBrake;
        this.sizes = sizes;
        this.settings = settings.mail();
        this.hours = settings.readingHours();
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        execution = stepExecution;
        turn = turns.take();
        if (turn.isEmpty()) {
            run.stop("Another run is sending mails; what it does not reach goes out with the next run.");
            return;
        }
        waiting.withdrawWhatIsWrongBy(run.asOf());
        waiting.keepHours(run.asOf());
        int unknown = outbox.declareUnknown(run.asOf());
        if (unknown > 0) {
            LOG.warn("{} mails were being sent when a process ended; their outcome is unknown", unknown);
        }
        if (mailSwitch.isOff() || stopsForSize()) {
            run.end();
        }
    }

    /**
     * Where only some mails leave, or none to their readers, there is nothing to compare; a first wave stops by itself, sooner,
     * and its release lets all others go.
     */
    private boolean stopsForSize() {
        boolean isWaveUnderWay = mailSwitch
                .firstWave()
                .filter(size -> outbox.firstWaveSent() < size)
                .isPresent();
        return mailSwitch.isOn()
                && !isWaveUnderWay
                && !brakes.isSet(Brakes.MAILS)
                && sizeBrake.stops(Brakes.MAILS, run.asOf(), sizes.mails());
    }

    @Override
    public ExitStatus afterStep(StepExecution stepExecution) {
        endWriting();
        if (smtp != null) {
            smtp.close();
        }
        turn.ifPresent(DispatchTurn.Held::close);
        turn = Optional.empty();
        run.problem().ifPresent(problem -> {
            LOG.warn("{}", problem);
            MailDispatch.leave(problem, stepExecution);
        });
        return run.problem()
                .map(problem -> stepExecution.getExitStatus().addExitDescription(problem))
                .orElseGet(stepExecution::getExitStatus);
    }

    @Override
    public void write(Chunk<? extends String> messageIds) {
        if (isOver()) {
            return;
        }
        MailTransport transport = transports.current();
        List<String> ids = List.copyOf(messageIds.getItems());
        if (transport.replacesEarlier()) {
            List<Written> written = written(ids, true, run.asOf());
            outbox.together(() -> sendTogether(written, transport));
        } else {
            SmtpDispatch dispatch = overSmtp(transport);
            Optional<Future<List<Written>>> before = beingWritten;
            // Asked here, since the run is known to the thread of the step only.
            Instant date = run.asOf();
            beingWritten = Optional.of(writer.submit(() -> written(ids, false, date)));
            before.ifPresent(written -> dispatch.send(result(written)));
            if (last) {
                finish();
            }
        }
    }

    /** At most one more chunk follows. */
    void noMoreToCome() {
        last = true;
        finish();
    }

    /** Sends all mails of the chunks so far; returns when each of them has its outcome or waits. */
    void finish() {
        if (smtp != null) {
            if (beingWritten.isPresent() && !isOver()) {
                smtp.send(result(beingWritten.get()));
            }
            beingWritten = Optional.empty();
            smtp.finish();
        }
    }

    private void endWriting() {
        writer.shutdown();
        try {
            writer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Written> result(Future<List<Written>> written) {
        try {
            return written.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while mails were being written", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private SmtpDispatch overSmtp(MailTransport transport) {
        SmtpDispatch dispatch = smtp;
        if (dispatch == null) {
            DomainTurns domains = new DomainTurns(
                    settings.perMinute(),
                    settings.perMinuteOfDomain(),
                    outbox.sentSince(run.asOf().minus(DomainTurns.WINDOW)));
            dispatch = new SmtpDispatch(
                    run,
                    outbox,
                    setupTokens,
                    new Connections(transport, settings.connections()),
                    domains,
                    new FirstWave(mailSwitch, outbox, brakes, () -> sizeBrake.total(run.asOf(), sizes.mails()), run),
                    mailSwitch,
                    hours,
                    this::isOver);
            smtp = dispatch;
        }
        return dispatch;
    }

    // Operations stop a run between two mails, not after a hundred.
    private boolean isOver() {
        return run.isStopped() || (execution != null && execution.isTerminateOnly());
    }

    /**
     * Writes those that were not written before. They are stored before the first of them is claimed, so that whatever
     * becomes of an attempt, the next one sends the same bytes; only what is replaced when sent again need not be kept.
     */
    private List<Written> written(List<String> messageIds, boolean replacesEarlier, Instant date) {
        List<OutboxMail> mails = outbox.load(messageIds);
        List<Written> written = new ArrayList<>();
        List<Written> fresh = new ArrayList<>();
        List<Outbox.Refusal> refusals = new ArrayList<>();
        List<Outbox.Refusal> heldBack = new ArrayList<>();
        for (OutboxMail mail : mails) {
            try {
                MailAddress to = MailAddress.of(mail.recipient());
                Optional<String> why = mailSwitch.holdsBack(to);
                if (why.isPresent()) {
                    heldBack.add(new Outbox.Refusal(mail, why.get()));
                    continue;
                }
                MessageBytes stored = mail.rendered();
                Written each = new Written(mail, to, stored == null ? composer.compose(mail, to, date) : stored);
                written.add(each);
                if (stored == null) {
                    fresh.add(each);
                }
            } catch (UnsendableMail e) {
                refusals.add(new Outbox.Refusal(mail, OneLine.of(String.valueOf(e.getMessage()), ANSWER_LENGTH)));
            }
        }
        outbox.refuse(refusals, date);
        outbox.holdBack(heldBack);
        if (!replacesEarlier) {
            outbox.store(fresh);
        }
        return written;
    }

    /**
     * Claims, sends and records a chunk at once: where a mail sent again takes the place of the first one, nothing can go
     * wrong that a repetition does not put right.
     */
    private void sendTogether(List<Written> written, MailTransport transport) {
        List<Ready> ready = ready(written, setupTokens, mailSwitch, outbox, run);
        try (MailTransport.Connection connection = transport.connection()) {
            for (Ready each : ready) {
                connection.prepare(each.outgoing());
            }
            Set<String> ours = outbox.claim(ready, Outbox.Via.FILE, run.asOf());
            List<Attempt> ended = new ArrayList<>();
            for (Ready each : ready) {
                if (ours.contains(each.mail().messageId())) {
                    Outcome outcome = connection.send(each.outgoing(), null);
                    ended.add(new Attempt(each.mail(), outcome, run.asOf()));
                    if (outcome instanceof Outcome.NotHandedOver notHandedOver) {
                        run.stop(notHandedOver.sentence());
                    }
                }
            }
            outbox.record(ended);
        } catch (TransportUnavailable e) {
            run.stop(String.valueOf(e.getMessage()));
        }
    }

    /** Puts the tokens of setup links in; refuses mails with dead ones, and leaves those whose link cannot be told now. */
    static List<Ready> ready(
            List<Written> written,
            SetupTokenExchange setupTokens,
            MailSwitch mailSwitch,
            Outbox outbox,
            DispatchRun run) {
        Map<String, LinkInMail> links =
                setupTokens.links(written.stream().map(Written::mail).toList(), run.now());
        List<Ready> ready = new ArrayList<>();
        List<Outbox.Refusal> refusals = new ArrayList<>();
        for (Written each : written) {
            String selector = SetupTokenExchange.selector(each.mail());
            LinkInMail link = selector == null ? null : Objects.requireNonNull(links.get(selector));
            if (link instanceof LinkInMail.Dead dead) {
                refusals.add(new Outbox.Refusal(each.mail(), dead.why()));
            } else if (link instanceof LinkInMail.NotNow notNow) {
                run.note(
                        "link keys",
                        "Mails with a setup link wait: the links cannot be signed (%s). Check MIGRATION_LINK_KEY or the file link.key; the next run sends them."
                                .formatted(OneLine.of(notNow.why(), 300)));
            } else {
                MessageBytes message = link instanceof LinkInMail.Token token
                        ? SetupTokenExchange.exchanged(each.message(), token)
                        : each.message();
                ready.add(new Ready(
                        each.mail(),
                        mailSwitch.outgoing(new OutgoingMail(each.mail().messageId(), each.to(), message))));
            }
        }
        outbox.refuse(refusals, run.now());
        return ready;
    }
}
