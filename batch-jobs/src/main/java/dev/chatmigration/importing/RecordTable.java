package dev.chatmigration.importing;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table that keeps one kind of record, as the import sees it.
 *
 * @param <T> what a record holds
 */
interface RecordTable<T> {
    /** What makes a record the same one. */
    Object key(T content);

    /** The field that a second, differing record of the same key is refused for. */
    String keyField();

    /** The record in the words of a sentence. */
    String named(T content);

    /** What tells two records of the same key apart. */
    String hash(T content);

    /** Why a later feed may not change a record; null where it may. */
    @Nullable
    String refusalOfChange();

    /** Which of these are stored, by key. */
    Map<Object, Stored> find(Collection<T> contents);

    /** Inserts or replaces; no key comes twice. */
    void store(Collection<Row<T>> rows, Delivery delivery);

    /** Notes that these came again without a change. */
    void seen(Collection<Row<T>> rows, Delivery delivery);

    /** The side whose deliveries are counted; null where that matters to nobody. */
    @Nullable
    Side side();

    /** The id that must be no new agent's; null where the record is no person. */
    default @Nullable Long personId(T content) {
        return null;
    }

    /** Whether records belong to an account that must be known. */
    default boolean needsAccount() {
        return true;
    }

    /** A stored record: what it holds and the run that last met it. */
    record Stored(String hash, long seenRun) {}

    /** A record to store. */
    record Row<T>(T content, String hash) {}
}
