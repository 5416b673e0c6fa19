package dev.chatmigration.generating;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The files of a feed, and how a record of each can be made one that the import must reject. */
enum FeedFile {
    ACCOUNTS("accounts", null, null),
    CHAT_AGENTS("chat_agents", "id", "unknown"),
    SUPPORT_USERS("support_users", "id", "unknown"),
    SITE_PAGES("site_pages", "url", null),
    AGENT_REVIEWS("agent_reviews", "decision", "PERHAPS"),
    ACCOUNT_EVENTS("account_events", "event", "postpone");

    private final String stem;
    private final @Nullable String vitalField;
    private final @Nullable String badValue;

    FeedFile(String stem, @Nullable String vitalField, @Nullable String badValue) {
        this.stem = stem;
        this.vitalField = vitalField;
        this.badValue = badValue;
    }

    String fileName() {
        return stem + ".ndjson";
    }

    /** Accounts are spared: all that belongs to a rejected account would be rejected with it. */
    void spoil(ObjectNode record) {
        if (vitalField != null) {
            record.put(vitalField, badValue);
        }
    }
}
