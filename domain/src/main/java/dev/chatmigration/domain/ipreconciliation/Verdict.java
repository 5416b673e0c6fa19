package dev.chatmigration.domain.ipreconciliation;

/** What the comparison of the two lists comes to. */
public enum Verdict {
    /** Chat's list is switched off or empty: nobody depends on it. */
    NOT_RESTRICTED("not_restricted"),
    /** Chat restricts and Support's list is switched off or empty: after the upgrade everybody could come in. */
    EXPOSED("exposed"),
    /** Support's list lets in every address of Chat's list. */
    COVERED("covered"),
    /** Support's list lets in some addresses of Chat's list, or all that could be read beside entries that could not. */
    PARTLY_COVERED("partly_covered"),
    /** No address of Chat's list is in Support's. */
    NOT_COVERED("not_covered");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** The name used in exports, such as {@code partly_covered}. */
    public String label() {
        return label;
    }
}
