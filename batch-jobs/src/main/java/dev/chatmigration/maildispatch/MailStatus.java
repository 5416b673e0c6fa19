package dev.chatmigration.maildispatch;

/** What became of a mail. */
public enum MailStatus {
    /** Written, not tried yet. */
    PENDING,
    /** Claimed by a running dispatch. */
    SENDING,
    /** Taken by the mail server, or stored as a file. */
    SENT,
    /** Not taken yet; to be tried again. */
    DEFERRED,
    /** Refused for good; nobody has got it. */
    FAILED,
    /** Perhaps taken: the attempt ended without an answer. */
    UNKNOWN,
    /** Taken back before the mail server took it: what it tells does not hold any more. */
    WITHDRAWN
}
