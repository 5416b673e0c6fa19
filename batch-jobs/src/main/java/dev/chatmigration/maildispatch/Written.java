package dev.chatmigration.maildispatch;

/**
 * A mail that was written and stored, ready but for the token of a setup link.
 *
 * @param message as it is stored
 */
record Written(OutboxMail mail, MailAddress to, MessageBytes message) {}
