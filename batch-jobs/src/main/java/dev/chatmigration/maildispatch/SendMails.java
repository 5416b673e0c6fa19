package dev.chatmigration.maildispatch;

import dev.chatmigration.maildispatch.MailTransport.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * Claims, sends and records over one connection for a chunk: one mail after the other where a mail sent twice arrives
 * twice, all of the chunk together where it does not.
 */
@Component
@StepScope
class SendMails implements ItemWriter<String>, StepExecutionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);

    private final DispatchRun run;
    private final DispatchTurn turns;
    private final Outbox outbox;
    private final MailComposer composer;
    private final SetupTokenExchange setupTokens;
    private final MailTransports transports;

    private @Nullable StepExecution execution;
    private Optional<DispatchTurn.Held> turn = Optional.empty();

    SendMails(
            DispatchRun run,
            DispatchTurn turns,
            Outbox outbox,
            MailComposer composer,
            SetupTokenExchange setupTokens,
            MailTransports transports) {
        this.run = run;
        this.turns = turns;
        this.outbox = outbox;
        this.composer = composer;
        this.setupTokens = setupTokens;
        this.transports = transports;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        execution = stepExecution;
        turn = turns.take();
        if (turn.isEmpty()) {
            run.stop("Another run is sending mails; what it does not reach goes out with the next run.");
            return;
        }
        outbox.withdrawWhatIsWrongByNow(run.now());
        int unknown = outbox.declareUnknown(run.now());
        if (unknown > 0) {
            LOG.warn("{} mails were being sent when a process ended; their outcome is unknown", unknown);
        }
    }

    @Override
    public ExitStatus afterStep(StepExecution stepExecution) {
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
        MailTransport transport = transports.current();
        List<OutboxMail> mails = outbox.load(List.copyOf(messageIds.getItems()));
        if (transport.replacesEarlier()) {
            outbox.together(() -> dispatchTogether(mails, transport));
        } else {
            dispatchAll(mails, transport);
        }
    }

    private void dispatchAll(List<OutboxMail> mails, MailTransport transport) {
        try (Connection connection = transport.connection()) {
            for (OutboxMail mail : mails) {
                if (run.isStopped() || isAskedToStop()) {
                    return;
                }
                dispatch(mail, connection);
            }
        } catch (TransportUnavailable e) {
            run.stop(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Claims, sends and records a chunk at once: where a mail sent again takes the place of the first one, nothing can go
     * wrong that a repetition does not put right.
     */
    private void dispatchTogether(List<OutboxMail> mails, MailTransport transport) {
        if (run.isStopped() || isAskedToStop()) {
            return;
        }
        Instant now = run.now();
        List<Written> written = mails.stream().map(mail -> write(mail, now)).toList();
        List<Ready> ready = new ArrayList<>();
        for (Written each : written) {
            if (each.refusal() != null) {
                outbox.refuse(each.mail(), OneLine.of(each.refusal(), 500), run.now());
            } else {
                finish(each).ifPresent(ready::add);
            }
        }
        try (Connection connection = transport.connection()) {
            List<OutboxMail> sent = new ArrayList<>();
            for (Ready each : claimed(ready, connection)) {
                Outcome outcome = connection.send(each.outgoing());
                if (outcome instanceof Outcome.Sent) {
                    sent.add(each.mail());
                } else {
                    outbox.record(each.mail(), outcome, run.now());
                    if (outcome instanceof Outcome.NotHandedOver notHandedOver) {
                        run.stop(notHandedOver.sentence());
                    }
                }
            }
            outbox.recordSent(sent, run.now());
        } catch (TransportUnavailable e) {
            run.stop(String.valueOf(e.getMessage()));
        }
    }

    private List<Ready> claimed(List<Ready> ready, Connection connection) throws TransportUnavailable {
        for (Ready each : ready) {
            connection.prepare(each.outgoing());
        }
        Set<String> ours = outbox.claimAll(ready.stream().map(Ready::mail).toList());
        return ready.stream()
                .filter(each -> ours.contains(each.mail().messageId()))
                .toList();
    }

    private Written write(OutboxMail mail, Instant now) {
        try {
            MailAddress to = MailAddress.of(mail.recipient());
            MessageBytes stored = mail.rendered();
            return new Written(mail, to, stored == null ? composer.compose(mail, to, now) : stored, null);
        } catch (UnsendableMail e) {
            return new Written(mail, null, null, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Ready> finish(Written written) {
        OutboxMail mail = written.mail();
        try {
            MessageBytes outgoing = setupTokens.outgoing(mail, Objects.requireNonNull(written.message()), run.now());
            return Optional.of(new Ready(
                    mail, new OutgoingMail(mail.messageId(), Objects.requireNonNull(written.to()), outgoing)));
        } catch (UnsendableMail e) {
            outbox.refuse(mail, OneLine.of(String.valueOf(e.getMessage()), 500), run.now());
        } catch (SetupTokenUnavailable e) {
            run.note(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /**
     * A mail that was written.
     *
     * @param refusal why it could not be; then the others are null
     */
    private record Written(
            OutboxMail mail,
            @Nullable MailAddress to,
            @Nullable MessageBytes message,
            @Nullable String refusal) {}

    /** A mail that can go out. */
    private record Ready(OutboxMail mail, OutgoingMail outgoing) {}

    private void dispatch(OutboxMail mail, Connection connection) throws TransportUnavailable {
        try {
            MailAddress to = MailAddress.of(mail.recipient());
            MessageBytes stored = mail.rendered() == null ? composer.compose(mail, to, run.now()) : mail.rendered();
            MessageBytes outgoing = setupTokens.outgoing(mail, stored, run.now());
            send(mail, stored, new OutgoingMail(mail.messageId(), to, outgoing), connection);
        } catch (UnsendableMail e) {
            outbox.refuse(mail, OneLine.of(String.valueOf(e.getMessage()), 500), run.now());
        } catch (SetupTokenUnavailable e) {
            run.note(String.valueOf(e.getMessage()));
        }
    }

    // Operations stop a run between two mails, not after a hundred.
    private boolean isAskedToStop() {
        return execution != null && execution.isTerminateOnly();
    }

    private void send(OutboxMail mail, MessageBytes stored, OutgoingMail outgoing, Connection connection)
            throws TransportUnavailable {
        // Before the claim: a server that is away leaves no trace on the mails that wait for it.
        connection.prepare(outgoing);
        if (!outbox.claim(mail, stored)) {
            return;
        }
        Outcome outcome = connection.send(outgoing);
        outbox.record(mail, outcome, run.now());
        if (outcome instanceof Outcome.NotHandedOver notHandedOver) {
            run.stop(notHandedOver.sentence());
        }
    }
}
