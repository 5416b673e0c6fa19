package dev.chatmigration.domain.ipreconciliation;

/**
 * Something to know about one entry of one list.
 *
 * @param list whose list the entry stands in
 * @param entry as written, without surrounding blanks
 * @param position of the entry in its list, counted from 1
 * @param code what it is: the {@link ProblemCode#code()} of one of the {@link ProblemCode}s
 * @param text the same in words, with the block that the entry was read as where that is not obvious
 */
public record Problem(Side list, String entry, int position, String code, String text) {

    /** Whether the entry could not be used at all. */
    public boolean isInvalid() {
        return ProblemCode.of(code).filter(ProblemCode::isInvalid).isPresent();
    }

    /** Whether the entry is used although hardly meant like that. */
    public boolean isSuspicious() {
        return ProblemCode.of(code).filter(ProblemCode::isSuspicious).isPresent();
    }
}
