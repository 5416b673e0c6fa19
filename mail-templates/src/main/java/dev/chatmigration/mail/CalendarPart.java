package dev.chatmigration.mail;

/**
 * The calendar part of a mail.
 *
 * @param method REQUEST or CANCEL; the MIME type must carry the same value (RFC 6047, section 2.4)
 * @param ics lines end with CRLF and are folded
 */
public record CalendarPart(String method, String ics) {}
