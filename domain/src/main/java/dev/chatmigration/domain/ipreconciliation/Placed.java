package dev.chatmigration.domain.ipreconciliation;

/**
 * What an entry lets in, and where it stands.
 *
 * @param list whose list it stands in
 * @param entry as written, without surrounding blanks
 * @param position in its list, counted from 1
 */
record Placed<T>(Side list, String entry, int position, T addresses) {

    Problem problem(Entry.Notice notice) {
        return new Problem(list, entry, position, notice.code().code(), notice.text());
    }
}
