package dev.chatmigration.maildispatch;

/**
 * A mail on its way out.
 *
 * @param message token and all: never stored by us, never logged
 */
record OutgoingMail(String messageId, MailAddress to, MessageBytes message) {}
