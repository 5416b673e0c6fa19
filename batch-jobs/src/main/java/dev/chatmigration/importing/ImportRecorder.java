package dev.chatmigration.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Books what becomes of the records of a feed: one booking a chunk, written in the chunk's transaction, so that totals
 * and rejects are exactly those of what is stored.
 */
@Component
public class ImportRecorder {
    private final ImportTotals totals;
    private final Rejects rejects;

    ImportRecorder(ImportTotals totals, Rejects rejects) {
        this.totals = totals;
        this.rejects = rejects;
    }

    /** Opens the booking of a chunk. */
    public Booking book(long run) {
        return new Booking(run);
    }

    /** The booking of a chunk; nothing is kept of it until it is written. */
    public final class Booking {
        private final long run;
        private final Map<String, Count> counts = new LinkedHashMap<>();
        private final List<Reject> refused = new ArrayList<>();
        private final Map<String, Long> through = new LinkedHashMap<>();

        private Booking(long run) {
            this.run = run;
        }

        /** The page is new or has changed, and its outcome is stored. */
        public void stored(PageRecord page) {
            stored(page.file());
        }

        /** The page is known with the same content. */
        public void unchanged(PageRecord page) {
            unchanged(page.file());
        }

        /** The page is refused because nobody knows its account. */
        public void unknownAccount(PageRecord page) {
            rejectedForAccount(page.file(), page.line(), page.accountId());
        }

        /** The page is refused because this feed already has another one under the same address. */
        public void differingDuplicate(PageRecord page) {
            rejected(new Reject(
                    page.file(),
                    page.line(),
                    "url",
                    secondOne("the page " + Found.quoted(page.url())),
                    page.accountId(),
                    true));
        }

        /** The page is refused because what looks at pages failed on it. */
        public void notUnderstood(PageRecord page) {
            rejected(new Reject(
                    page.file(),
                    page.line(),
                    "html",
                    "Expected a page that the widget detection can read, but it failed on " + Found.quoted(page.url())
                            + "; the log has the failure. Whether the chat is on it, somebody must look.",
                    page.accountId(),
                    true));
        }

        void read(String file) {
            count(file).read++;
        }

        void stored(String file) {
            count(file).stored++;
        }

        void unchanged(String file) {
            count(file).unchanged++;
        }

        void rejected(Reject reject) {
            count(reject.file()).rejected++;
            refused.add(reject);
        }

        void rejectedForAccount(String file, long line, long accountId) {
            rejected(new Reject(
                    file,
                    line,
                    "account_id",
                    "Expected an account of this or an earlier feed, but found the unknown account " + accountId + ".",
                    accountId,
                    true));
        }

        /** The record is stored without these fields. */
        void ignored(String file, long line, long accountId, List<FieldProblem> problems) {
            for (FieldProblem problem : problems) {
                refused.add(new Reject(file, line, problem.field(), problem.reason(), accountId, false));
            }
        }

        /** The file is through; its totals must add up to this many records once the booking is written. */
        void through(String file, long records, @Nullable String problem) {
            count(file).problem = problem;
            through.put(file, records);
        }

        /** Writes the booking, once, in the current transaction. */
        public void write() {
            List<FileTotals> more = new ArrayList<>();
            counts.forEach((file, count) -> more.add(count.totals(file)));
            totals.add(run, more);
            rejects.add(run, refused);
            through.forEach((file, records) -> totals.requireToAddUp(run, file, records));
        }

        private Count count(String file) {
            return counts.computeIfAbsent(file, name -> new Count());
        }
    }

    /** Why a second record of the same key is refused. */
    static String secondOne(String named) {
        return "Expected one record of " + named + " in a feed, but found another one with other content.";
    }

    private static final class Count {
        long read;
        long stored;
        long unchanged;
        long rejected;

        @Nullable
        String problem;

        FileTotals totals(String file) {
            return new FileTotals(file, read, stored, unchanged, rejected, problem);
        }
    }
}
