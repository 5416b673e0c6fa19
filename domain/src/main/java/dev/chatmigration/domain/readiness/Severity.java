package dev.chatmigration.domain.readiness;

/** How much a finding weighs. */
public enum Severity {
    /** The account is not upgraded while this stands. */
    BLOCKS,
    /** Something that will hurt somebody after the upgrade. */
    WARNS,
    /** Worth knowing. */
    INFO
}
