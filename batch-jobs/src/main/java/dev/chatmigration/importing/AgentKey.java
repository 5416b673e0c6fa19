package dev.chatmigration.importing;

/** An id of the feed is unique within its account only. */
record AgentKey(long accountId, long id) {}
