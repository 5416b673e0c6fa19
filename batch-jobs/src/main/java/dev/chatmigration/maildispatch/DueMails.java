package dev.chatmigration.maildispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.stereotype.Component;

/**
 * The Message-IDs of due mails, and last those that were put aside meanwhile. It goes forward only, so a mail is tried at
 * most once in a run, and it keeps no state, since a mail that was dealt with is not due any more.
 */
@Component
@StepScope
class DueMails implements ItemReader<String> {
    static final int CHUNK = 200;
    private static final int PAGE = 20_000;

    private final Outbox outbox;
    private final DispatchRun run;
    private final SendMails sendMails;
    private final Deque<Outbox.Due> page = new ArrayDeque<>();
    private final Deque<String> aside = new ArrayDeque<>();
    private Outbox.Due last = Outbox.Due.FIRST;

    DueMails(Outbox outbox, DispatchRun run, SendMails sendMails) {
        this.outbox = outbox;
        this.run = run;
        this.sendMails = sendMails;
    }

    @Override
    public @Nullable String read() {
        String next = run.isStopped() ? null : next();
        if (next == null) {
            sendMails.noMoreToCome();
        }
        return next;
    }

    private @Nullable String next() {
        if (page.isEmpty() && !run.isLastRound()) {
            page.addAll(outbox.due(run.asOf(), last, PAGE));
        }
        Outbox.Due next = page.poll();
        if (next != null) {
            last = next;
            return next.messageId();
        }
        if (!run.isLastRound()) {
            // Only then all that was to be put aside is there.
            sendMails.finish();
            aside.addAll(run.takeAside());
        }
        return aside.poll();
    }
}
