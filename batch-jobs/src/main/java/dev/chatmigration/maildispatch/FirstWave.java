package dev.chatmigration.maildispatch;

import dev.chatmigration.database.Brakes;
import dev.chatmigration.domain.brake.Measure;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The first mails that a mail server gets, after which all mails are held until operations have looked at what became of
 * them. It ends in the transaction that claims its last mail; released, it does not come again.
 */
final class FirstWave {
    private final Brakes brakes;
    private final LongSupplier mailsOfDay;
    private final DispatchRun run;
    private final @Nullable Integer size;
    private int left;

    /** @param mailsOfDay how many mails leave on this day, those that wait included */
    FirstWave(MailSwitch mailSwitch, Outbox outbox, Brakes brakes, LongSupplier mailsOfDay, DispatchRun run) {
        this.brakes = brakes;
        this.mailsOfDay = mailsOfDay;
        this.run = run;
        Integer wave = mailSwitch.firstWave().orElse(null);
        int sent = wave == null ? 0 : (int) Math.min(wave, outbox.firstWaveSent());
        this.size = wave == null || sent == wave ? null : wave;
        this.left = wave == null ? 0 : wave - sent;
    }

    /** At most so many of that many mails may be claimed now. */
    int atMost(int mails) {
        return size == null ? mails : Math.min(mails, left);
    }

    /** Counts what was claimed, in the transaction that claimed it, and holds all others after the last of the wave. */
    void claimed(List<Ready> claimed) {
        if (size == null || left == 0) {
            return;
        }
        // A mail of the wave that is tried again does not count twice.
        left -= (int)
                claimed.stream().filter(ready -> ready.mail().attempts() == 0).count();
        if (left <= 0) {
            left = 0;
            String sentence =
                    ("The first %d mails are out, the others wait. Look at what became of them, then let them go:"
                                    + " ./migrate release --all mails")
                            .formatted(size);
            brakes.stopSize(Brakes.MAILS, Measure.MAILS, mailsOfDay.getAsLong());
            brakes.set(Brakes.MAILS, "first-wave", sentence, run.now());
            run.note("first wave", sentence + " --by WHO --reason WHY.");
            run.end();
        }
    }
}
