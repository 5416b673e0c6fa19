package dev.chatmigration.domain.ipreconciliation;

import java.util.List;

/** What reading one entry of a list comes to. */
sealed interface Entry {

    /** What to tell the owner of the entry. */
    List<Notice> notices();

    /** IPv4: an address, a block, or a pattern with asterisks. */
    record Ipv4(Ipv4Pattern addresses, List<Notice> notices) implements Entry {}

    /** IPv6: an address or a block. */
    record Ipv6(Block addresses, List<Notice> notices) implements Entry {}

    /** Nothing anybody could rely on. */
    record Unusable(Notice why) implements Entry {
        @Override
        public List<Notice> notices() {
            return List.of(why);
        }
    }

    /**
     * A remark on an entry, before it is known where the entry stands.
     *
     * @param text the explanation of the code, where it helps with the block the entry was read as
     */
    record Notice(ProblemCode code, String text) {

        static Notice of(ProblemCode code) {
            return new Notice(code, code.explanation());
        }

        static Notice readAs(ProblemCode code, Object addresses) {
            return new Notice(code, code.explanation() + "; read as " + addresses);
        }
    }
}
