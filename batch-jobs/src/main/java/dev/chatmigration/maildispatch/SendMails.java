package dev.chatmigration.maildispatch;

import dev.chatmigration.maildispatch.MailTransport.Connection;
import java.util.List;
import java.util.Optional;
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

/** Claims, sends and records, one mail after the other, over one connection for a chunk. */
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
            outbox.together(() -> dispatchAll(mails, transport));
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

    private void dispatch(OutboxMail mail, Connection connection) throws TransportUnavailable {
        try {
            MailAddress to = MailAddress.of(mail.recipient());
            MessageBytes stored = mail.rendered() == null ? composer.compose(mail, to, run.now()) : mail.rendered();
            MessageBytes outgoing = setupTokens.outgoing(mail, stored);
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
