package dev.chatmigration.importing;

import dev.chatmigration.database.Rows.Columns;
import java.util.Comparator;

/** A record of one of the two directories of an account. */
public record Person(long accountId, Side side, long id) implements Comparable<Person> {
    static final Columns<Person> COLUMNS =
            Columns.<Person>of().bigint("account_id", Person::accountId).bigint("id", Person::id);

    private static final Comparator<Person> ORDER = Comparator.comparingLong(Person::accountId)
            .thenComparing(Person::side)
            .thenComparingLong(Person::id);

    public static Person ofChat(long accountId, long chatAgentId) {
        return new Person(accountId, Side.CHAT, chatAgentId);
    }

    public static Person ofSupport(long accountId, long supportUserId) {
        return new Person(accountId, Side.SUPPORT, supportUserId);
    }

    @Override
    public int compareTo(Person other) {
        return ORDER.compare(this, other);
    }
}
