package dev.chatmigration.maildispatch;

/** A mail that can go out. */
record Ready(OutboxMail mail, OutgoingMail outgoing) {}
