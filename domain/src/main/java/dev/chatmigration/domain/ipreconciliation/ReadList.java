package dev.chatmigration.domain.ipreconciliation;

import java.util.ArrayList;
import java.util.List;

/**
 * A list after reading: the entries that can be used, and what there is to say about all of them. Of a list that is
 * switched off nothing is read, since nothing in it matters to anybody.
 */
record ReadList(List<Placed<Ipv4Pattern>> ipv4, List<Placed<Block>> ipv6, List<Problem> problems) {

    static ReadList of(AllowList list) {
        ReadList read = new ReadList(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (list.enabled()) {
            EntryParser parser = new EntryParser();
            int position = 1;
            for (String written : list.entries()) {
                String entry = AsciiBlanks.trim(written);
                read.add(new Placed<>(list.side(), entry, position, parser.parse(entry)));
                position++;
            }
        }
        return read;
    }

    boolean hasInvalidEntries() {
        return problems.stream().anyMatch(Problem::isInvalid);
    }

    private void add(Placed<Entry> placed) {
        Entry entry = placed.addresses();
        entry.notices().forEach(notice -> problems.add(placed.problem(notice)));
        if (entry instanceof Entry.Ipv4 usable) {
            ipv4.add(new Placed<>(placed.list(), placed.entry(), placed.position(), usable.addresses()));
        } else if (entry instanceof Entry.Ipv6 usable) {
            ipv6.add(new Placed<>(placed.list(), placed.entry(), placed.position(), usable.addresses()));
        }
    }
}
