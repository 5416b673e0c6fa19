package dev.chatmigration.importing;

/** The kinds of record a feed holds, each in files of its own. */
enum FeedKind {
    ACCOUNTS("accounts", "phase", "account"),
    CHAT_AGENTS("chat_agents", "id", "agent"),
    SUPPORT_USERS("support_users", "id", "user"),
    AGENT_REVIEWS("agent_reviews", "chat_agent_id", "review"),
    ACCOUNT_EVENTS("account_events", "event", "event"),
    SITE_PAGES("site_pages", "url", "page");

    private final String stem;
    private final String mark;
    private final String wrapper;

    FeedKind(String stem, String mark, String wrapper) {
        this.stem = stem;
        this.mark = mark;
        this.wrapper = wrapper;
    }

    /** The field that only the record itself has, never what is wrapped around it. */
    String mark() {
        return mark;
    }

    /** Whether records of this kind are usually wrapped by this name, as in {@code {"user": {…}}}. */
    boolean isWrapper(String name) {
        return name.equals(wrapper) || stem.equals(name + "s");
    }

    /** Whether a file of this name holds records of this kind: {@code X.ndjson} or {@code X-part.ndjson}, or either with {@code .gz}. */
    boolean isIn(String fileName) {
        String name = fileName.endsWith(".gz") ? fileName.substring(0, fileName.length() - 3) : fileName;
        return name.equals(stem + ".ndjson") || (name.startsWith(stem + "-") && name.endsWith(".ndjson"));
    }
}
