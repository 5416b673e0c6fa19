package dev.chatmigration.mail;

import org.jspecify.annotations.Nullable;

/**
 * One notice in one language, ready to be put into a message.
 *
 * @param subject one line without control characters, not yet encoded
 * @param text a full equivalent of the HTML; lines end with LF
 * @param calendar null where the notice is not about a date to keep
 */
public record RenderedMail(
        String subject, String text, String html, @Nullable CalendarPart calendar) {}
