package dev.chatmigration.importing;

import dev.chatmigration.importing.RecordTable.Row;
import dev.chatmigration.importing.RecordTable.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Stores a chunk of records of one kind: looks up what is known, decides about each record in the order of the feed,
 * and writes all outcomes with a few statements.
 *
 * @param <T> what a record holds
 */
final class RecordWriter<T> implements ItemWriter<FeedItem<T>> {
    private final RecordTable<T> table;
    private final AccountTable accounts;
    private final AgentDeliveries deliveries;
    private final NewAgentIds newAgentIds;
    private final ImportRecorder recorder;
    private final Supplier<Delivery> current;

    RecordWriter(
            RecordTable<T> table,
            AccountTable accounts,
            AgentDeliveries deliveries,
            NewAgentIds newAgentIds,
            ImportRecorder recorder,
            Supplier<Delivery> current) {
        this.table = table;
        this.accounts = accounts;
        this.deliveries = deliveries;
        this.newAgentIds = newAgentIds;
        this.recorder = recorder;
        this.current = current;
    }

    @Override
    public void write(Chunk<? extends FeedItem<T>> chunk) {
        Delivery delivery = current.get();
        ChunkOutcome outcome = new ChunkOutcome(chunk.getItems(), delivery);
        table.store(outcome.changed, delivery);
        table.seen(outcome.same, delivery);
        Side side = table.side();
        if (side != null) {
            deliveries.add(side, outcome.rejectedByAccount, delivery);
        }
        outcome.booking.write();
    }

    /** What becomes of each record of a chunk. */
    private final class ChunkOutcome {
        private final ImportRecorder.Booking booking;
        private final List<Row<T>> changed = new ArrayList<>();
        private final List<Row<T>> same = new ArrayList<>();
        /** Every known account of the chunk, with the number of its records that are refused. */
        private final Map<Long, Integer> rejectedByAccount = new HashMap<>();

        private final Set<Long> knownAccounts;
        private final Set<Long> takenIds;
        private final Map<Object, Stored> known;
        private final long run;

        ChunkOutcome(List<? extends FeedItem<T>> items, Delivery delivery) {
            run = delivery.run();
            booking = recorder.book(run);
            Set<Long> accountIds = new LinkedHashSet<>();
            List<T> contents = new ArrayList<>();
            for (FeedItem<T> item : items) {
                if (item instanceof FeedItem.Accepted<T> accepted) {
                    accountIds.add(accepted.accountId());
                    contents.add(accepted.content());
                } else if (item instanceof FeedItem.Rejected<T> rejected && rejected.accountId() != null) {
                    accountIds.add(rejected.accountId());
                    if (rejected.otherAccountId() != null) {
                        accountIds.add(rejected.otherAccountId());
                    }
                }
            }
            takenIds = newAgentIds.taken(contents.stream()
                    .map(table::personId)
                    .filter(Objects::nonNull)
                    .toList());
            knownAccounts = table.needsAccount() ? accounts.known(accountIds) : Set.of();
            known = new HashMap<>(table.find(contents));
            items.forEach(this::decide);
        }

        private void decide(FeedItem<T> item) {
            if (item instanceof FeedItem.Accepted<T> accepted) {
                booking.read(item.file());
                decide(accepted);
            } else if (item instanceof FeedItem.Rejected<T> rejected) {
                booking.read(item.file());
                booking.rejected(rejected.reject());
                countForAccount(rejected.accountId(), 1);
                countForAccount(rejected.otherAccountId(), 1);
            } else if (item instanceof FeedItem.EndOfFile<T> end) {
                booking.through(end.file(), end.records(), end.problem());
            }
        }

        private void decide(FeedItem.Accepted<T> record) {
            if (table.needsAccount() && !knownAccounts.contains(record.accountId())) {
                booking.rejectedForAccount(record.file(), record.line(), record.accountId());
                return;
            }
            T content = record.content();
            Object key = table.key(content);
            String hash = table.hash(content);
            Stored before = known.get(key);
            String refusal = refusalOfId(content);
            if (refusal == null && before != null && !before.hash().equals(hash)) {
                refusal = refusal(before, content);
            }
            if (refusal != null) {
                booking.rejected(
                        new Reject(record.file(), record.line(), table.keyField(), refusal, record.accountId(), true));
                countForAccount(record.accountId(), 1);
                return;
            }
            if (before == null || !before.hash().equals(hash)) {
                changed.add(new Row<>(content, hash));
                booking.stored(record.file());
            } else {
                if (before.seenRun() != run) {
                    same.add(new Row<>(content, hash));
                }
                booking.unchanged(record.file());
            }
            known.put(key, new Stored(hash, run));
            booking.ignored(record.file(), record.line(), record.accountId(), record.problems());
            countForAccount(record.accountId(), 0);
        }

        /** Why nobody may have the id of a record; null where its person may. */
        private @Nullable String refusalOfId(T content) {
            Long id = table.personId(content);
            return id != null && takenIds.contains(id)
                    ? "Expected an id of the person's own, but found " + id
                            + ", which an upgrade has given to an agent known to Chat only."
                    : null;
        }

        /** Why a record may not replace the one before it; null where it may. */
        private @Nullable String refusal(Stored before, T content) {
            return before.seenRun() == run ? ImportRecorder.secondOne(table.named(content)) : table.refusalOfChange();
        }

        private void countForAccount(@Nullable Long accountId, int rejected) {
            if (accountId != null && knownAccounts.contains(accountId)) {
                rejectedByAccount.merge(accountId, rejected, Integer::sum);
            }
        }
    }
}
