package dev.chatmigration.pagefetching;

/** What kept a page from being fetched, in one word for those who count. */
public enum Obstacle {
    /** No address of a page that may be asked for. */
    ADDRESS,
    /** The name leads to an address that is not to be connected to, or nowhere. */
    FORBIDDEN_TARGET,
    /** The name is unknown to the name servers. */
    UNKNOWN_HOST,
    /** {@code robots.txt} does not want it, or could not be read. */
    ROBOTS,
    /** No connection. */
    UNREACHABLE,
    /** The server cannot prove who it is. */
    CERTIFICATE,
    /** Not there in time. */
    TOO_SLOW,
    /** Longer than we read. */
    TOO_LARGE,
    /** An answer other than a page: an error. */
    STATUS,
    /** An answer that is no page, text or script. */
    NO_PAGE,
    /** Redirects without an end, or to where they must not lead. */
    REDIRECT,
    /** An answer that makes no sense. */
    BROKEN
}
