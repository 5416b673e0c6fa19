package dev.chatmigration.maildispatch;

import java.time.Instant;

/** How the claimed attempt at a mail ended, and when. */
record Attempt(OutboxMail mail, Outcome outcome, Instant endedAt) {}
