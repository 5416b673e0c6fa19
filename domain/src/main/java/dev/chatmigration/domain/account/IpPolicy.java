package dev.chatmigration.domain.account;

/** What happens to addresses that Chat lets in and Support does not. */
public enum IpPolicy {
    /** They are reported, and block the upgrade. */
    REPORT,
    /** Missing IPv4 blocks are written to Support's list by the upgrade. */
    ADD_MISSING
}
